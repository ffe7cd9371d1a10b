import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseTestFile } from '../../../packages/cli/src/test/parse-test-file.js';

/** Texts that look like what a field takes, and texts that do not. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'http://a/',
    'GET http://[::1',
    'tcp://a:99999',
    'dns A',
    'dns SRV a.b',
    'POST',
    '%zz',
    'pod/a/b/c',
  ),
);

const expectation = fc.record(
  {
    name: text,
    request: text,
    requests: fc.array(text, { maxLength: 3 }),
    from: text,
    headers: fc.dictionary(text, fc.option(text), { maxKeys: 3 }),
    version: fc.constantFrom('1.0', '2', '3'),
    sni: fc.option(text),
    address: text,
    insecure: fc.boolean(),
    pathAsIs: fc.boolean(),
    proxyProtocol: text,
    expect: fc.oneof(fc.constant({ status: 200 }), fc.jsonValue()),
    may: fc.oneof(fc.constant([{ status: 200 }]), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

const file = fc.record(
  {
    manifests: fc.array(text),
    expectations: fc.array(expectation, { maxLength: 3 }),
    platform: fc.jsonValue(),
  },
  { requiredKeys: ['expectations'] },
);

describe('parseTestFile', () => {
  test.prop([fc.oneof(file, fc.jsonValue())])(
    'reads whatever there is, or says where it is wrong',
    (value) => {
      const written = JSON.stringify(value, undefined, 1);
      const { problems = [] } = { problems: undefined, ...parseTestFile(written) };
      const lines = written.split('\n').length;
      for (const { line, message } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(message).not.toBe('');
      }
    },
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 200 })])('reads no text with an exception', (written) => {
    expect(Object.keys(parseTestFile(written))).toHaveLength(1);
  });
});
