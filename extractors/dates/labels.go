package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Label is what the words next to a date say that it is the date of.
type Label uint8

// What a date may be of.
const (
	Unlabelled Label = iota // nothing tells it
	Posted                  // publication
	Edited                  // the last edit
	Foreign                 // something else
)

// labelStems are how the words begin that say it, in lower case.
var labelStems = stemTable(map[Label]string{
	Posted: `publish posted veröffentlicht erschienen erstellt publié publicad publicat pubblicat gepubliceerd geplaatst
		publicerad publisert publiceret udgivet julkaistu opublikowan publikov zveřejn objavljen közzét avaldat
		опубликован опубліков публикуван yayın yayim δημοσ 发布 發布 发表 發表 公開 掲載 投稿 입력 등록 작성 diterbitkan đăng
		نشر انتشار פורסם प्रकाशित เผยแพร่`,
	Edited: `updat modif edited revis review aktualis bearbeitet geändert stand: màj actualiz aggiorn atualiz bijgewerkt
		gewijzigd oppdatert opdateret uppdaterad päivitetty aktualiz zaktualiz frissít обновл изменен оновлен güncel ενημέρ
		更新 수정 diperbarui cập تحديث به` + "\u200c" + `روز עודכן`,
	Foreign: `copyright © accessed retrieved expire valid deadline received accepted born joined established founded
		effective registr member mitglied inscrit зарегистр 注册 引用 geboren abgerufen gültig événement veranstaltung`,
})

type stem struct {
	text string
	says Label
}

// stemTable sorts the stems by their first character.
func stemTable(lists map[Label]string) map[rune][]stem {
	table := map[rune][]stem{}
	for says, list := range lists {
		for s := range strings.FieldsSeq(list) {
			r, _ := utf8.DecodeRuneInString(s)
			table[r] = append(table[r], stem{s, says})
		}
	}
	return table
}

// maxLabel is how far from its date a label may begin, in bytes.
const maxLabel = 60

// LabelOf reads the words next to a date: the nearest 60 bytes of those in front, as far
// as the last sign that parts entries of a line; and the nearest 30 of those behind, but
// only if none in front tells it and last says that no other date follows: "am 5. Juli
// 2024 veröffentlicht".
func LabelOf(before, after string, last bool) Label {
	if before = ending(before, maxLabel); before != "" {
		if i := strings.LastIndexAny(before, "|·•"); i >= 0 && strings.ContainsFunc(before[i:], unicode.IsLetter) {
			before = before[i:]
		}
	}
	if l := LastLabel(before); l != Unlabelled || !last {
		return l
	}
	return LastLabel(cut(after, maxLabel/2))
}

// ending is the last n bytes of s, from a character's edge.
func ending(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-n:], "")
}

// LastLabel is what the last telling word of a text says. A word of a script without
// spaces may begin anywhere.
func LastLabel(s string) Label {
	if len(s) < 3 {
		return Unlabelled
	}
	s = strings.ToLower(s)
	found := Unlabelled
	inWord := false
	for i, r := range s {
		if !inWord || r >= 0x2e80 || unicode.Is(unicode.Thai, r) {
			for _, t := range labelStems[r] {
				if strings.HasPrefix(s[i:], t.text) {
					found = t.says
				}
			}
		}
		inWord = unicode.IsLetter(r) || unicode.IsMark(r)
	}
	return found
}
