package bus

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// A Bucket keeps the last value of each key, as durably as the streams.
type Bucket struct{ kv jetstream.KeyValue }

// Bucket opens the bucket of that name, creating it at first.
func (b *Bus) Bucket(ctx context.Context, name string) (*Bucket, error) {
	kv, err := b.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: name, Storage: jetstream.FileStorage})
	if err != nil {
		return nil, fmt.Errorf("bucket %s: %w", name, err)
	}
	return &Bucket{kv}, nil
}

// Load returns the value of a key, nil when there is none.
func (b *Bucket) Load(ctx context.Context, key string) ([]byte, error) {
	entry, err := b.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", key, err)
	}
	return entry.Value(), nil
}

// Save keeps the value of a key; it is kept when Save returns.
func (b *Bucket) Save(ctx context.Context, key string, value []byte) error {
	if _, err := b.kv.Put(ctx, key, value); err != nil {
		return fmt.Errorf("save %s: %w", key, err)
	}
	return nil
}
