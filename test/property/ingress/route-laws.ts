import * as fc from 'fast-check';
import { expect } from 'vitest';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import type { ControllerProfile } from '../../../packages/core/src/controller/profile.js';
import { ingressController } from '../../../packages/core/src/ingress/controller.js';
import type { SkipCode } from '../../../packages/core/src/trace/skips.js';
import { ingress } from '../../objects/ingress.js';
import { backends, ingressCluster, inShort, nginx, request } from '../../unit/ingress/asking.js';
import { coversHost, hostOf, naiveRouter } from '../../unit/ingress/naive-router.js';
import { law } from '../law.js';

const names = ['a', 'b', 'c', 'd'];
const services = backends(...names.map((name) => `shop/${name}`));
const spec = specProfile({ takesWithoutClass: true });

/** An Ingress: its path rules by host, each as `Prefix /foo a:80`. */
type Rules = Readonly<Record<string, readonly string[]>>;

const type = fc.constantFrom('Exact', 'Prefix', 'ImplementationSpecific');
const path = fc
  .tuple(fc.array(fc.constantFrom('x', 'y', 'xy'), { maxLength: 3 }), fc.boolean())
  .map(([elements, endsInSlash]) => `/${elements.join('/')}${endsInSlash && elements.length > 0 ? '/' : ''}`);
const pathRule = fc
  .tuple(type, path, fc.constantFrom(...names))
  .map(([pathType, text, name]) => `${pathType} ${text} ${name}:80`);
const rules = fc.dictionary(
  fc.constantFrom('a.com', 'x.a.com', '*.a.com', ''),
  fc.array(pathRule, { maxLength: 4 }),
  { maxKeys: 3 },
);
/** The first is the oldest. */
const ingresses = fc.array(rules, { maxLength: 4 });

const authority = fc.constantFrom('a.com', 'X.a.com', 'y.a.com:8080', 'z.y.a.com', 'a.com.', 'b.com');
const url = fc
  .tuple(authority, path, fc.constantFrom('', '?', '?q=/x'))
  .map(([host, text, query]) => `${host}${text}${query}`);

function clusterOf(
  list: readonly Rules[],
  annotations: Readonly<Record<string, string>> = {},
): ReturnType<typeof ingressCluster> {
  return ingressCluster(
    ...services,
    ...list.map((byHost, hour) => ingress(`shop/w${hour}`, { rules: byHost, hour, annotations })),
  );
}

/** The rules of all Ingresses as those of one: the oldest come first. */
function merged(list: readonly Rules[]): Rules {
  const byHost = new Map<string, readonly string[]>();
  for (const [host, paths] of list.flatMap((one) => Object.entries(one))) {
    byHost.set(host, [...(byHost.get(host) ?? []), ...paths]);
  }
  return Object.fromEntries(byHost);
}

/**
 * Ingresses in which no Exact path ends in a slash: nginx sends requests without that slash there, where no other path
 * is equal, so that it answers what it does not cover.
 */
const plainIngresses = ingresses.map((list) =>
  list.map((byHost): Rules =>
    Object.fromEntries(
      Object.entries(byHost).map(([host, paths]) => [
        host,
        paths.map((text) => text.replace(/^Exact (\/.+)\/ /, 'Exact $1 ')),
      ]),
    ),
  ),
);

/** A controller, and annotations that all of its Ingresses have. */
interface Setting {
  readonly profile: ControllerProfile;
  readonly annotations: Readonly<Record<string, string>>;
}

const none = {};

const settings: readonly Setting[] = [
  { profile: spec, annotations: none },
  { profile: nginx(), annotations: none },
  { profile: nginx(), annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' } },
  { profile: nginx({ version: '0.40.2' }), annotations: none },
];

/** A path rule that covers a request, and only stands behind another one. */
const standsBehind: ReadonlySet<SkipCode> = new Set([
  'path-shorter',
  'prefix-beside-exact',
  'path-taken-earlier',
  'pattern-later',
]);

/** What a controller makes of a request: the path rule that takes it, those that stand behind it, and the others. */
interface Standing {
  readonly taken: string | undefined;
  readonly behind: readonly string[];
  readonly others: readonly string[];
}

/** Path rules are named `w1 spec.rules[0].http.paths[2]`; undefined where nginx would not load the configuration. */
function standing(
  list: readonly Rules[],
  { profile, annotations }: Setting,
  asked: string,
): Standing | undefined {
  const controller = ingressController(clusterOf(list, annotations), profile);
  if (controller.configuration().refusals.length > 0) return undefined;
  const { rule } = controller.handle(request(`http://${asked}`));
  const rejected = controller
    .rejected(request(`http://${asked}`))
    .map(({ code, object, path: field = '' }) => ({ code, name: `${object?.name ?? ''} ${field}` }));
  const [field] = /^spec\.rules\[\d+\]\.http\.paths\[\d+\]/.exec(rule.path ?? '') ?? [];
  return {
    taken: field === undefined ? undefined : `${rule.object?.name ?? ''} ${field}`,
    behind: rejected.filter(({ code }) => standsBehind.has(code)).map(({ name }) => name),
    others: rejected.filter(({ code }) => !standsBehind.has(code)).map(({ name }) => name),
  };
}

/** Where a path rule stands: its Ingress, its host and its path, all by number. */
function placeOf(name: string): readonly number[] {
  const [, ...numbers] = /^w(\d+) spec\.rules\[(\d+)\]\.http\.paths\[(\d+)\]$/.exec(name) ?? [];
  return numbers.map(Number);
}

/** The names of the path rules of some hosts, sorted. */
function pathRulesOf(list: readonly Rules[], isAsked: (host: string) => boolean): readonly string[] {
  return list
    .flatMap((byHost, index) =>
      Object.entries(byHost).flatMap(([host, paths], rule) =>
        isAsked(host) ? paths.map((_, at) => `w${index} spec.rules[${rule}].http.paths[${at}]`) : [],
      ),
    )
    .sort();
}

/** What a path rule says, as `Prefix /foo a:80`. */
function textOf(list: readonly Rules[], name: string): string {
  const [ingressIndex = 0, ruleIndex = 0, pathIndex = 0] = placeOf(name);
  return Object.values(list[ingressIndex] ?? {})[ruleIndex]?.[pathIndex] ?? '';
}

/** Whether a path rule says `/` exactly. */
function isExactRoot(list: readonly Rules[], name: string): boolean {
  return textOf(list, name).startsWith('Exact / ');
}

/** Ingresses in which one path rule asks for a path that nobody sends; its host stays. */
function without(list: readonly Rules[], name: string): readonly Rules[] {
  const [ingressIndex, ruleIndex, pathIndex = 0] = placeOf(name);
  const nobody = `Exact /nobody/${name.replaceAll(/\W/g, '')} a:80`;
  return list.map((byHost, index) =>
    index === ingressIndex
      ? Object.fromEntries(
          Object.entries(byHost).map(([host, paths], at) => [
            host,
            at === ruleIndex ? [...paths.slice(0, pathIndex), nobody, ...paths.slice(pathIndex + 1)] : paths,
          ]),
        )
      : byHost,
  );
}

/** The longer a path the earlier it counts; of equal ones the Exact one, but for regular expressions. */
function rankOf(rule: string, isPattern: boolean): number {
  const [pathType, text = ''] = rule.split(' ');
  return text.replace(/\/$/, '').length + (pathType === 'Exact' && !isPattern ? 0.5 : 0);
}

/** The path rules that take a request one after the other, each when those before it are gone. */
function winners(list: readonly Rules[], setting: Setting, asked: string): readonly string[] {
  const found: string[] = [];
  let left = list;
  for (;;) {
    const now = standing(left, setting, asked);
    if (now?.taken === undefined) return found;
    found.push(now.taken);
    left = without(left, now.taken);
  }
}

/** How hosts and paths of several Ingresses decide who takes a request, and who is told to have lost. */
export const routeLaws = {
  'the specification is followed as one would read it, host by host and path by path': law(
    fc.property(ingresses, url, (list, asked) => {
      const short = inShort(ingressController(clusterOf(list), spec).handle(request(`http://${asked}`)));
      expect(/^shop\/(\w+):80 /.exec(short)?.[1] ?? 'none').toBe(naiveRouter(merged(list), asked));
    }),
    300,
  ),

  'of two Ingresses with the same host and path the older one takes the request': law(
    fc.property(rules, url, fc.boolean(), (byHost, asked, isFirstOlder) => {
      const led = (name: string): Rules =>
        Object.fromEntries(
          Object.entries(byHost).map(([host, paths]) => [
            host,
            paths.map((text) => text.replace(/ \w+:80$/, ` ${name}:80`)),
          ]),
        );
      const objects = [
        ingress('shop/first', { rules: led('a'), hour: isFirstOlder ? 1 : 2 }),
        ingress('shop/second', { rules: led('b'), hour: isFirstOlder ? 2 : 1 }),
      ];
      for (const { profile } of settings) {
        const controller = ingressController(ingressCluster(...services, ...objects), profile);
        const { result } = controller.handle(request(`http://${asked}`));
        if (result.kind !== 'forward') continue;
        expect(result.backends[0]?.service.name).toBe(isFirstOlder ? 'a' : 'b');
      }
    }),
  ),

  'every path rule of a host that covers has taken the request, or is told to have lost it, once': law(
    fc.property(ingresses, url, (list, asked) => {
      const host = hostOf(asked.split('/', 1)[0] ?? '');
      const covering = pathRulesOf(list, (ruleHost) => coversHost(ruleHost, host));
      for (const setting of settings) {
        const now = standing(list, setting, asked);
        if (now === undefined || covering.length === 0) continue;
        const told = [...(now.taken === undefined ? [] : [now.taken]), ...now.behind, ...now.others];
        expect(told.sort()).toEqual(covering);
      }
    }),
  ),

  'path rules that stand behind take the request when those before them are gone, in their order, and no others':
    law(
      fc.property(plainIngresses, url, (list, asked) => {
        for (const setting of settings) {
          const now = standing(list, setting, asked);
          if (now === undefined) continue;
          const isPattern = setting.annotations !== none;
          const told = [...(now.taken === undefined ? [] : [now.taken]), ...now.behind];
          // As regular expressions the root that the controller makes and an exact root are one, and it comes first.
          const expected = told.filter((name) => !isPattern || !isExactRoot(list, name));
          const came = winners(list, setting, asked);
          expect([...came].sort()).toEqual(expected.sort());
          const ranks = came.map((name) => rankOf(textOf(list, name), isPattern));
          expect(ranks).toEqual([...ranks].sort((one, other) => other - one));
        }
      }),
    ),
};
