package yamltext

import "sync"

// nodePool is the memory of the nodes of one text. They are not needed once the text is decoded, so the next text gets
// them, and the garbage collector has little to do.
type nodePool struct {
	nodes []Node
	refs  []*Node
}

const (
	leastPool = 256
	mostPool  = 1 << 12 // nodes of one text; what a larger one needed is not kept
)

// fastReaders holds readers that are not in use.
var fastReaders = sync.Pool{New: func() any { return new(fastReader) }}

// release keeps the reader for another text. Its nodes must not be used any more.
func (r *fastReader) release() {
	kept := r.pool
	if cap(kept.nodes) > mostPool || cap(kept.refs) > mostPool {
		return
	}
	clear(kept.nodes)
	clear(kept.refs)
	clear(r.pending[:cap(r.pending)])
	*r = fastReader{pending: r.pending[:0], pool: nodePool{kept.nodes[:0], kept.refs[:0]}}
	fastReaders.Put(r)
}

// list returns room for a number of nodes; nil for none.
func (p *nodePool) list(length int) []*Node {
	if length == 0 {
		return nil
	}
	if from := len(p.refs); from+length <= cap(p.refs) {
		p.refs = p.refs[:from+length]
		return p.refs[from : from+length : from+length]
	}
	p.refs = make([]*Node, 0, max(2*cap(p.refs), leastPool, length))
	return p.list(length)
}

// close sets the items of a list or group that ends, which began at an index of pending. The names and values of a group
// stand there in turn.
func (r *fastReader) close(n *Node, from int) {
	all := r.pending[from:]
	r.pending = r.pending[:from]
	if n.Kind == List {
		n.Items = r.pool.list(len(all))
		copy(n.Items, all)
		return
	}
	n.Keys, n.Items = r.pool.list(len(all)/2), r.pool.list(len(all)/2)
	for i := range n.Keys {
		n.Keys[i], n.Items[i] = all[2*i], all[2*i+1]
	}
}
