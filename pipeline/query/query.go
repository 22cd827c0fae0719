// Package query is the language in which topics are written, and the meaning of one
// query. README.md of the project shows how topics are written; in short:
//
//	sanction*  *tariff  organi?ation   a word; * stands for any letters, ? for exactly one
//	"price cap*"                       a phrase: these words in this order
//	a AND b    a OR b    a AND NOT b   AND and OR together need parentheses
//	oil NEAR/5 (import* OR buy*)       at most five words between, in either order
//	ban ONEAR/3 export*                the same, in this order
//	oil W/s price    oil W/p price     in one sentence, in one paragraph
//	ATLEAST/3 (sanction* OR embargo)   at least three hits
//	title:(…) lead:(…) text:(…) source:… lang:… section:… author:…
//	{US} {WHO}                         cased and accented exactly so
//	stem:import                        the word in all its inflections
//	$oil                               a named list
//	a # to the end of the line
//
// Other tools disagree about what `a AND b OR c`, `a b` and `a W/5 b` mean, so none of
// them is a query here: the error names the readings to choose from. What is a word
// is said in package token, and one rule serves queries and documents alike.
//
// [Parse] gives an [Expr]. [Index] prepares a [Document], and Document.Match and
// Document.Hits hold one expression against it, plainly; to hold thousands of them
// against one text is the business of others, and so is what follows from queries without
// a text. The package knows neither articles nor topics.
package query

// An Expr is a query or a part of one: a Word, Phrase, Near, AtLeast, In, And, Or, Not
// or Sum, nothing else. String gives its canonical form, which parses to the same Expr
// (but for Sum, which has no written form).
type Expr interface {
	String() string
	expr()
}

// A Word is true where one of its words is. Which words these are depends on its form:
// the Text of a Plain word is folded, that of a Stem is in lower case.
type Word struct {
	Text string // may hold * and ?, unless it is a Stem
	Form Form
}

// Form says how a Word is compared with the words of a document.
type Form uint8

const (
	Plain Form = iota // folded, see token.Fold
	Exact             // as written: {US}
	Stem              // by its stem in the document's language: stem:import
)

// A Phrase is two or more words in a row.
type Phrase []Word

// A Near is true where passages of Left and Right are as near as Reach says; each is a
// Word, Phrase, Near or an Or of these. The passage of a Near goes from the first word of
// both to the last, so that a chain `a NEAR/5 b NEAR/3 c`, which groups from the left,
// asks c to be near the passage of a and b.
type Near struct {
	Left, Right Expr
	Reach       Reach
}

// A Reach is how near is near.
type Reach struct {
	Unit   Unit
	Within int // of AnyOrder and InOrder: so many words may stand between, 0 to 100
}

// Unit is what a Reach counts.
type Unit uint8

const (
	AnyOrder      Unit = iota // NEAR/n: either order; passages that overlap have no words between
	InOrder                   // ONEAR/n: the right passage begins after the left one's end
	SameSentence              // W/s: both in one sentence
	SameParagraph             // W/p: both in one paragraph, which is a line
)

// An AtLeast is true where Term, which may be what a Near joins, has N hits or more. Hits
// that begin with the same word are one, and of a Near only passages count in which no
// shorter one stands.
type AtLeast struct {
	N    int // at least 2
	Term Expr
}

// An In is true where Term is, if only words of one field are looked at.
type In struct {
	Field Field
	Term  Expr
}

// An And is true where all of its terms are. None of them is an And.
type And []Expr

// An Or is true where one of its terms is. None of them is an Or.
type Or []Expr

// Flat makes an And or an Or of terms, and of the terms of those that are one themselves.
func Flat[T And | Or](terms []Expr) T {
	var all T
	for _, t := range terms {
		if inner, ok := any(t).(T); ok {
			all = append(all, inner...)
		} else {
			all = append(all, t)
		}
	}
	return all
}

// A Not is true where its term is not.
type Not struct{ Term Expr }

// A Sum is true where the weights of the terms that are true reach Threshold. It is how
// weighted words are held against documents; people write them beside a query, not in it.
type Sum struct {
	Threshold int // as the weights: in thousandths
	Terms     []Weighted
}

// A Weighted is a term of a Sum. It gives its weight once, or up to UpTo times if it has
// as many hits, counted as an AtLeast counts.
type Weighted struct {
	Term   Expr
	Weight int // in thousandths; may be negative
	UpTo   int // at least 1; more only for what a Near may join
}

func (Word) expr()    {}
func (Phrase) expr()  {}
func (Near) expr()    {}
func (AtLeast) expr() {}
func (In) expr()      {}
func (And) expr()     {}
func (Or) expr()      {}
func (Not) expr()     {}
func (Sum) expr()     {}

// A Field is a part of a document. Where a query names none, it reads title and text.
type Field uint8

const (
	Title Field = iota
	Text
	Section
	Author
	Source
	Lang
	Lead // the beginning of Text, see Document.Lead
)

// fieldNames by Field, as queries write them.
var fieldNames = []string{"title", "text", "section", "author", "source", "lang", "lead"}

func (f Field) String() string { return fieldNames[f] }

// A Content is a text by fields, without Lead, which is part of Text.
type Content [Lead]string
