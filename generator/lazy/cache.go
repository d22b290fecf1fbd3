package lazy

import "sync"

// cacheSize is how many values a [Cache] keeps: enough for what customers have in common, and little where each has their own.
const cacheSize = 4096

// Cache keeps values that were made, the first few thousand. The empty one is ready, and safe for use by several goroutines.
type Cache[K comparable, V any] struct {
	mu   sync.RWMutex
	kept map[K]V
}

// Find returns the value of a key; ok is false where none is kept.
func (c *Cache[K, V]) Find(key K) (value V, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	value, ok = c.kept[key]
	return value, ok
}

// Keep keeps the value of a key while there is room.
func (c *Cache[K, V]) Keep(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[K]V{}
	}
	if len(c.kept) < cacheSize {
		c.kept[key] = value
	}
}
