import { flat } from './flat.js';
import { randomNumbers } from './random.js';

/** A prefix path on a host. */
export interface IngressRule {
  readonly host: string;
  readonly path: string;
}

/** A host and a path that are asked for. */
export interface IngressQuestion {
  readonly host: string;
  readonly path: string;
}

const words = [
  'api',
  'cart',
  'user',
  'order',
  'item',
  'static',
  'search',
  'pay',
  'v1',
  'v2',
  'admin',
  'news',
];
const mostDepth = 4;

/** As many hosts as told, each with as many different paths, none deeper than four elements. */
export function ingressRules(hosts: number, pathsOfHost: number): readonly IngressRule[] {
  const random = randomNumbers(11);
  return Array.from({ length: hosts }, (_, index) => {
    const host = flat(`site-${index}.example.com`);
    const paths = new Set(['/']);
    while (paths.size < pathsOfHost) {
      const depth = 1 + random.below(mostDepth);
      const elements = Array.from({ length: depth }, () => random.of(words));
      // The wider the host, the more numbered elements, so that there are enough paths.
      if (random.below(2) === 0) elements[depth - 1] += `-${random.below(pathsOfHost)}`;
      paths.add(flat(`/${elements.join('/')}`));
    }
    return Array.from(paths, (path) => ({ host, path }));
  }).flat();
}

/**
 * Questions for these rules: of a hundred, 22 ask for the very path of a rule, 65 for one below it, 10 for one that
 * differs in the last letter, and 3 for a host that nobody has.
 */
export function ingressQuestions(rules: readonly IngressRule[], count: number): readonly IngressQuestion[] {
  const random = randomNumbers(13);
  return Array.from({ length: count }, () => {
    const { host, path } = random.of(rules);
    const kind = random.below(100);
    if (kind < 22) return { host, path };
    const base = path === '/' ? '' : path;
    const below = `/${random.of(words)}/${random.below(1000)}`;
    if (kind < 87) return { host, path: flat(`${base}${below}`) };
    if (kind < 97) return { host, path: flat(`${base === '' ? '/' : base}x${below}`) };
    return { host: flat(`nobody-${random.below(1000)}.example.com`), path };
  });
}
