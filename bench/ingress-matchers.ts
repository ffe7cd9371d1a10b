import { createCluster } from '@kubehop/core';
import { ingressController, specProfile, type IngressRequest } from '@kubehop/core/components';
import findMyWay from 'find-my-way';
import { benchPlatform } from './data/cluster-objects.js';
import { ingressObjects } from './data/ingress-objects.js';
import type { IngressQuestion, IngressRule } from './data/ingress-rules.js';
import type { Contender } from './measure.js';

/** Tells the path of the rule that takes the question of this number; the empty text where none does. */
export type IngressMatcher = (question: number) => string;

/** Questions that are put to every matcher, and the rules they go by. */
export interface IngressCase {
  readonly rules: readonly IngressRule[];
  readonly questions: readonly IngressQuestion[];
}

/** The ingress controller that goes by the specification: it also looks up the backend and says what it decided by. */
export function kubehopMatcher({ rules, questions }: IngressCase): IngressMatcher {
  const cluster = createCluster(ingressObjects(rules), { platform: benchPlatform, settle: 'never' });
  const controller = ingressController(cluster, specProfile({ takesWithoutClass: true }));
  const requests = questions.map(({ host, path }): IngressRequest => ({
    http: { version: '1.1', method: 'GET', host, target: path, headers: [] },
    client: '203.0.113.7',
    port: 80,
  }));
  return (question) => {
    const request = requests[question];
    return request === undefined ? '' : (controller.handle(request).location?.path ?? '');
  };
}

/** A router for each host: all hosts in one router are more than find-my-way holds. */
export function findMyWayMatcher({ rules, questions }: IngressCase): IngressMatcher {
  const routers = new Map<string, findMyWay.Instance<findMyWay.HTTPVersion.V1>>();
  for (const { host, path } of rules) {
    const router = routers.get(host) ?? findMyWay();
    routers.set(host, router);
    // A prefix covers itself and everything below it.
    router.on('GET', path, ignore, { path });
    router.on('GET', path === '/' ? '/*' : `${path}/*`, ignore, { path });
  }
  return (question) => {
    const { host, path } = questions[question] ?? nowhere;
    const found: unknown = routers.get(host)?.find('GET', path)?.store;
    return isPathStore(found) ? found.path : '';
  };
}

/** Looks at every rule, element by element. */
export function naiveMatcher({ rules, questions }: IngressCase): IngressMatcher {
  const split = rules.map((rule) => ({ ...rule, elements: elementsOf(rule.path) }));
  return (question) => {
    const { host, path } = questions[question] ?? nowhere;
    const asked = elementsOf(path);
    let longest = '';
    for (const rule of split) {
      if (rule.host !== host || rule.path.length <= longest.length) continue;
      if (rule.elements.every((element, index) => element === asked[index])) longest = rule.path;
    }
    return longest;
  };
}

/** Puts every question to a matcher; the result is how many a rule took. */
export function askAll({ questions }: IngressCase, match: IngressMatcher): Contender {
  return () => () => {
    let taken = 0;
    for (let question = 0; question < questions.length; question += 1) {
      if (match(question) !== '') taken += 1;
    }
    return taken;
  };
}

/** @throws {Error} when matchers do not find the same path for every question */
export function checkAgreement({ questions }: IngressCase, matchers: readonly IngressMatcher[]): void {
  for (const [index, { host, path }] of questions.entries()) {
    const answers = new Set(matchers.map((match) => match(index)));
    if (answers.size > 1) throw new Error(`${host}${path}: ${[...answers].join(' or ')}`);
  }
}

/** The same case without the questions for hosts that no rule has. */
export function knownHostsOnly({ rules, questions }: IngressCase): IngressCase {
  const known = new Set(rules.map(({ host }) => host));
  return { rules, questions: questions.filter(({ host }) => known.has(host)) };
}

const nowhere: IngressQuestion = { host: '', path: '' };

function ignore(): void {}

function isPathStore(store: unknown): store is { readonly path: string } {
  return typeof store === 'object' && store !== null && 'path' in store && typeof store.path === 'string';
}

function elementsOf(path: string): readonly string[] {
  return path.split('/').filter((element) => element !== '');
}
