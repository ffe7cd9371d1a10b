import { expect, test } from 'vitest';
import { synSchedule } from '@kubehop/sim';

// Each wait is twice the one before, from 1 s on; after the last try the kernel waits for 64 s.
test('a SYN is sent again six times up to Linux 6.4', () => {
  const { again, givesUp } = synSchedule('before-6.5');
  const waits = again.map((ms, index) => ms - (again[index - 1] ?? 0));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
  expect(givesUp - (again.at(-1) ?? 0)).toBe(64_000);
});

// Four more tries a second apart come first.
test('a SYN is sent again ten times from Linux 6.5 on', () => {
  const { again, givesUp } = synSchedule('since-6.5');
  const waits = again.map((ms, index) => ms - (again[index - 1] ?? 0));
  expect(waits).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
  expect(givesUp - (again.at(-1) ?? 0)).toBe(64_000);
});
