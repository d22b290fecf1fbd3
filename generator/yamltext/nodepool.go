package yamltext

import "sync"

// stock is the memory that the nodes of one text are made of. Most of what a reading would leave behind for the garbage
// collector is nodes, which nobody needs once the text is decoded, so the next text gets them.
type stock struct {
	nodes []Node
	refs  []*Node
}

const (
	leastStock = 256
	mostStock  = 1 << 12 // nodes of one text; what a larger one needed is not kept
)

// fastReaders have nothing in them.
var fastReaders = sync.Pool{New: func() any { return new(fastReader) }}

// release keeps the reader for another text. Nobody may use its nodes any more.
func (r *fastReader) release() {
	kept := r.stock
	if cap(kept.nodes) > mostStock || cap(kept.refs) > mostStock {
		return
	}
	clear(kept.nodes)
	clear(kept.refs)
	clear(r.open[:cap(r.open)])
	*r = fastReader{open: r.open[:0], stock: stock{kept.nodes[:0], kept.refs[:0]}}
	fastReaders.Put(r)
}

// node gives an empty node. When the stock is used up there is another, and the nodes stay where they are.
func (s *stock) node() *Node {
	if len(s.nodes) == cap(s.nodes) {
		s.nodes = make([]Node, 0, max(2*cap(s.nodes), leastStock))
	}
	s.nodes = s.nodes[:len(s.nodes)+1]
	return &s.nodes[len(s.nodes)-1]
}

// list gives room for a number of nodes; nil for none.
func (s *stock) list(length int) []*Node {
	if length == 0 {
		return nil
	}
	if from := len(s.refs); from+length <= cap(s.refs) {
		s.refs = s.refs[:from+length]
		return s.refs[from : from+length : from+length]
	}
	s.refs = make([]*Node, 0, max(2*cap(s.refs), leastStock, length))
	return s.list(length)
}

// close gives what stands in a list that ends.
func (r *fastReader) close(from int) []*Node {
	items := r.stock.list(len(r.open) - from)
	copy(items, r.open[from:])
	r.open = r.open[:from]
	return items
}

// split gives a group that ends its names and values, which stand in turn.
func (r *fastReader) split(n *Node, from int) {
	both := r.open[from:]
	n.Keys, n.Items = r.stock.list(len(both)/2), r.stock.list(len(both)/2)
	for i := range n.Keys {
		n.Keys[i], n.Items[i] = both[2*i], both[2*i+1]
	}
	r.open = r.open[:from]
}
