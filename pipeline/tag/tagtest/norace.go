//go:build !race

package tagtest

// Large is how large tests make what must not take long: as large as it may get.
var Large = 1.0

// Slow is how many times as long they may take.
const Slow = 1
