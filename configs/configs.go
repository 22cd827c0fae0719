// Package configs carries the defaults inside the binary: the complete, commented
// configuration, the list of feeds, the topics and the rules for sites. A user's own files are laid over them.
package configs

import "embed"

// Files holds coranto.yaml, feeds.opml, topics/*.yaml and sites/*.yaml.
//
//go:embed coranto.yaml feeds.opml topics sites
var Files embed.FS
