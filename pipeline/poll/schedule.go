package poll

import (
	"container/heap"
	"slices"
	"time"
)

// idle is how long to wait when nothing is scheduled; a change of the schedule ends it.
const idle = time.Hour

// schedule is a queue of feeds by the time they are due.
type schedule struct{ entries entries }

type entry struct {
	key string
	at  time.Time
}

// add schedules a feed, in the place of an earlier time if there was one.
func (s *schedule) add(key string, at time.Time) {
	s.remove(key)
	heap.Push(&s.entries, entry{key, at})
}

func (s *schedule) remove(key string) {
	if i := slices.IndexFunc(s.entries, func(e entry) bool { return e.key == key }); i >= 0 {
		heap.Remove(&s.entries, i)
	}
}

// next takes the feed that is due longest; when none is, key is empty and wait says how long to wait.
func (s *schedule) next(now time.Time) (key string, wait time.Duration) {
	if len(s.entries) == 0 {
		return "", idle
	}
	if wait := s.entries[0].at.Sub(now); wait > 0 {
		return "", wait
	}
	return heap.Pop(&s.entries).(entry).key, 0
}

// entries implement heap.Interface.
type entries []entry

func (e entries) Len() int           { return len(e) }
func (e entries) Less(i, j int) bool { return e[i].at.Before(e[j].at) }
func (e entries) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *entries) Push(x any)        { *e = append(*e, x.(entry)) }
func (e *entries) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}
