package extractors

// A step is a part of the scorecard: the points of a measure up to and including a bound.
type step struct {
	upTo   int32
	points int16 // in hundredths
}

// points adds up what the scorecard gives for a block's measures; above zero it is text.
func (m *row) points() int {
	sum := cardBase
	for i := range scorecard {
		for _, s := range scorecard[i] {
			if m[i] <= s.upTo {
				sum += int(s.points)
				break
			}
		}
	}
	return sum
}
