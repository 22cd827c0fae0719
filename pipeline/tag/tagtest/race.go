//go:build race

package tagtest

// Large is how large tests make what must not take long: with the race detector, which
// slows some of it fifty times, a fraction.
var Large = 1.0 / 8

// Slow is how many times as long they may take.
const Slow = 9
