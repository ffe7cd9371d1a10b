import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { HostTable } from '../../../packages/core/src/routing/host-table.js';
import { coversPath, PathTable, type PathRule } from '../../../packages/core/src/routing/path-table.js';
import { coversHost, routeRejection } from '../../../packages/core/src/routing/rejection.js';

const element = fc.constantFrom('', 'a', 'b', 'ab', 'a.b', '*');
const path = fc.array(element, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const rule = fc.record<PathRule>({ path, pathType: fc.constantFrom('Exact', 'Prefix') });
const label = fc.constantFrom('a', 'b', 'www');
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const ruleHost = fc.oneof(
  name,
  name.map((host) => `*.${host}`),
  fc.constant(''),
);

/** Element by element, without the empty one behind a final slash. */
function elements(text: string): readonly string[] {
  const all = text.split('/').slice(1);
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}

/** Rule after rule: an equal Exact path, else the longest prefix, of equals the first. */
function naiveMatch(rules: readonly PathRule[], asked: string): PathRule | undefined {
  const exact = rules.find((candidate) => candidate.pathType === 'Exact' && candidate.path === asked);
  if (exact !== undefined) return exact;
  let best: PathRule | undefined;
  for (const candidate of rules) {
    const own = elements(candidate.path);
    const isCovering =
      candidate.pathType === 'Prefix' && own.every((part, index) => elements(asked)[index] === part);
    if (isCovering && (best === undefined || candidate.path.length > best.path.length)) best = candidate;
  }
  return best;
}

function precision(host: string): number {
  if (host === '') return 0;
  return host.startsWith('*') ? 1 : 2;
}

describe('PathTable', () => {
  test.prop([fc.array(rule, { maxLength: 12 }), path])(
    'finds what a look at every rule finds',
    (rules, asked) => {
      expect(new PathTable(rules).match(asked)).toBe(naiveMatch(rules, asked));
    },
  );

  test.prop([fc.array(rule, { maxLength: 8 }), fc.string()])(
    'answers whatever text is asked',
    (rules, asked) => {
      const found = new PathTable(rules).match(asked);
      expect(found === undefined || rules.includes(found)).toBe(true);
    },
  );

  test.prop([fc.array(rule, { minLength: 1, maxLength: 8 }), path], {
    examples: [[[{ path: '/a//', pathType: 'Prefix' }], '/a/']],
  })('takes a path that some rule covers, and by a rule that covers it', (rules, asked) => {
    const found = new PathTable(rules).match(asked);
    expect(found !== undefined).toBe(rules.some((candidate) => coversPath(candidate, asked)));
    expect(found === undefined || coversPath(found, asked)).toBe(true);
  });
});

describe('HostTable', () => {
  test.prop([fc.uniqueArray(ruleHost, { maxLength: 8 }), name])(
    'finds the most precise host that covers',
    (hosts, asked) => {
      const covering = hosts.filter((host) => coversHost(host, asked));
      const best = covering.sort((a, b) => precision(b) - precision(a))[0];
      const table = new HostTable(hosts.map((host) => [host, { host }] as const));
      expect(table.match(asked)?.host).toBe(best);
      expect(table.matchAll(asked).map(({ host }) => host)).toEqual(covering);
    },
  );
});

describe('routeRejection', () => {
  test.prop([fc.array(rule, { maxLength: 8 }), path])(
    'says that a rule differs exactly where it does not cover',
    (rules, asked) => {
      const taken = new PathTable(rules).match(asked);
      for (const candidate of rules.filter((other) => other !== taken)) {
        const reason = routeRejection({ ...candidate, host: 'a' }, { host: 'a', path: asked }, 'a', taken);
        expect(reason === 'path-differs').toBe(!coversPath(candidate, asked));
      }
    },
  );
});
