package news

import _ "embed"

// ArticleSchema is the JSON Schema (draft 2020-12) of an Article as subscribers receive it.
//
//go:embed article.v1.schema.json
var ArticleSchema []byte
