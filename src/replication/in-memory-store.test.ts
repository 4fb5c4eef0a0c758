import { describe } from 'vitest';
import { inMemoryStore } from './in-memory-store.ts';
import { describeReplicationStore } from './replication-target.contract.ts';

describe('a store in memory', () => describeReplicationStore((channel) => inMemoryStore(channel)));
