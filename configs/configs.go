// Package configs carries the defaults inside the binary: the complete, commented
// configuration, the list of feeds and the topics. A user's own files are laid over them.
package configs

import "embed"

// Files holds coranto.yaml, feeds.opml and topics/*.yaml.
//
//go:embed coranto.yaml feeds.opml topics
var Files embed.FS
