// Package query is the language in which topics are written, and its meaning.
//
//	sanction*                       a word; * stands for any ending
//	"price cap*"                    a phrase: these words in this order
//	oil NEAR/5 (import* OR buy*)    at most five words between, either order
//	a AND b    a OR b    a AND NOT b
//	(a OR b) AND c                  parentheses are required where AND meets OR
//	a # to the end of the line
//
// Other tools disagree about what `a AND b OR c`, `a b` and `NOT a` mean, so none of
// them is a query here: the error names the readings to choose from. Capital letters
// and accents do not count, nor does punctuation; what is a word is said at [Words],
// and one rule serves queries and documents alike.
//
// Parse gives an [Expr]. [Index] prepares a [Document], and Document.Match and
// Document.Hits hold an expression against it. The package is a leaf: it knows neither
// articles nor topics.
package query

// An Expr is a query or a part of one: a Word, Phrase, Near, And, Or or Not, nothing
// else. String gives its canonical form, which parses to the same Expr.
type Expr interface {
	String() string
	expr()
}

// A Word is one word as [Words] folds it.
type Word struct {
	Text   string
	Prefix bool // any word that begins with Text: `sanction*`
}

// A Phrase is two or more words in a row.
type Phrase []Word

// A Near is a chain of two or more terms, each a Word, a Phrase or an Or of these. At
// most Within[i] words stand between Terms[i] and Terms[i+1], which do not overlap and
// come in either order. In `a NEAR/5 b NEAR/3 c` it is the same b that is near both.
type Near struct {
	Terms  []Expr
	Within []int
}

// An And is true where all of its terms are. None of them is an And.
type And []Expr

// An Or is true where one of its terms is. None of them is an Or.
type Or []Expr

// A Not is true where its term is not.
type Not struct{ Term Expr }

func (Word) expr()   {}
func (Phrase) expr() {}
func (Near) expr()   {}
func (And) expr()    {}
func (Or) expr()     {}
func (Not) expr()    {}
