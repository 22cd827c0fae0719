package match

// A bitset is a set of numbers.
type bitset []uint64

func newBitset(n int) bitset       { return make(bitset, n/64+1) }
func (b bitset) has(n uint32) bool { return b[n/64]>>(n%64)&1 != 0 }
func (b bitset) add(n uint32)      { b[n/64] |= 1 << (n % 64) }
func (b bitset) remove(n uint32)   { b[n/64] &^= 1 << (n % 64) }
