package extractors

// labelPattern matches short blocks that are labels of furniture in the languages most
// pages are written in.
var labelPattern = mustStart(`(?i)^(?:` +
	`advertis(?:ement|ing)|sponsored(?: content)?|story continues below.*|(?:article|content|story) continues (?:after|below).*|continue reading.*|` +
	`(?:also |must )?read(?: more| also| next| this)?\s?[:|>].*|read (?:more|also|next)\b.*|see also\b.*|related(?: (?:stories|articles?|posts?|content|news|links|topics|coverage))?\s?:?.*|` +
	`more (?:on|from|about|stories|news)\b.{0,40}|(?:most (?:read|popular)|trending|recommended)\b.*|up next.*|watch(?: now| more)?\s?:.*|listen(?: now)?\s?:.*|` +
	`(?:sign|signing) up (?:for|to|here)\b.*|subscribe (?:to|now|here)\b.*|(?:follow|like|find|join) us (?:on|at)\b.*|share (?:this|on|via)\b.*|click here.*|` +
	`image (?:caption|source|credit)\b.*|(?:photo|image|picture|foto|bild|source|quelle|photograph)(?: credits?| by)?\s?:.*|` +
	`(?:©|\(c\)|copyright)\b.*|all rights reserved.*|skip (?:advertisement|to)\b.*|loading\b.*|play video.*|comments?(?: \(\d+\))?|tags?\s?:.*|filed under.*|topics\s?:.*|` +
	`anzeige|werbung|lesen sie (?:auch|mehr|hier)\b.*|mehr (?:zum thema|dazu)\b.*|auch interessant\b.*|siehe auch\b.*|weiterlesen.*|` +
	`publicité|lire aussi\b.*|à lire (?:aussi|également)\b.*|voir aussi\b.*|` +
	`publicidad|lea también\b.*|lee también\b.*|leer más\b.*|te puede interesar\b.*|(?:leggi|guarda) anche\b.*|leia (?:também|mais)\b.*|veja também\b.*|lees ook\b.*|` +
	`czytaj (?:też|także|więcej|również)\b.*|zobacz (?:też|także|również)\b.*|reklama|читайте также.*|читайте ещё.*|читайте також.*|реклама|devamını oku.*|` +
	`関連記事.*|広告|相关阅读.*|广告` +
	`)$`)

// isLabel tells labels of furniture and notices of the publisher from other blocks.
func isLabel(b *block, text []byte) bool {
	if b.size >= maxNotice && b.linked*2 < b.size {
		return false
	}
	return b.size < maxLabel && labelPattern.match(text) || isNotice(text)
}

// maxLabel is the size of a block that may be a label.
const maxLabel = 160
