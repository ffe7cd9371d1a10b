import { host, path } from '../../packages/core/src/analysis/proof/request-set.js';
import { ingress, type IngressSpec } from '../objects/ingress.js';
import { service } from '../objects/service.js';
import { barePod } from '../objects/workload.js';
import { servers } from '../property/analysis/served-sets.js';
import type { Shown } from './shown.js';

const container = { name: 'main', image: 'app', ports: [{ containerPort: 8080 }] };

/** The Services `a` and `b`, with a pod each. */
const applications = ['a', 'b'].flatMap((name) => [
  service(`shop/${name}`, { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] }),
  barePod(`shop/${name}`, { labels: { app: name }, pod: { containers: [container] } }),
]);

/** Ingresses by their names, that a controller serves by the specification. */
function bySpecification(ingresses: Readonly<Record<string, IngressSpec>>): readonly unknown[] {
  return [
    ...servers['a controller by the specification'].objects,
    ...applications,
    ...Object.entries(ingresses).map(([name, spec]) =>
      ingress(`shop/${name}`, { className: 'kong', ...spec }),
    ),
  ];
}

/** Ingresses with such paths of `a.test`, that ingress-nginx serves, by their annotations. */
function byNginx(
  ...ingresses: readonly (readonly [
    paths: readonly string[],
    annotations: Readonly<Record<string, string>>,
  ])[]
): readonly unknown[] {
  return [
    ...servers['ingress-nginx'].objects,
    ...applications,
    ...ingresses.map(([paths, annotations], index) =>
      ingress(`shop/site-${index}`, {
        className: 'nginx',
        rules: { 'a.test': paths },
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
        ),
      }),
    ),
  ];
}

/** Bugs of hosts, paths and ingress-nginx. */
export const shownByRoutes: Readonly<Record<string, Shown>> = {
  'a prefix matches character by character, not element by element': {
    objects: byNginx([['Prefix /a a:80'], {}]),
    apart: path('/ab'),
  },
  'of several prefixes the shortest one takes the path': {
    objects: bySpecification({ site: { rules: { 'a.test': ['Prefix /a a:80', 'Prefix /a/b b:80'] } } }),
  },
  'a prefix beats an equal exact path': {
    objects: bySpecification({ site: { rules: { 'a.test': ['Exact /a a:80', 'Prefix /a b:80'] } } }),
  },
  'a wildcard host covers two labels': {
    objects: bySpecification({ site: { rules: { '*.w.test': ['Prefix / a:80'] } } }),
    apart: host('x.y.w.test'),
  },
  'the rule for every host beats that for the host': {
    objects: bySpecification({ site: { rules: { '': ['Prefix / a:80'], 'a.test': ['Prefix / b:80'] } } }),
  },
  'of two rules with the same host and path the younger one counts': {
    objects: bySpecification({ site: { rules: { 'a.test': ['Prefix /a a:80', 'Prefix /a b:80'] } } }),
  },
  'Ingresses are sorted by name before age': {
    objects: bySpecification({
      z: { rules: { 'a.test': ['Prefix / a:80'] }, hour: 1 },
      a: { rules: { 'a.test': ['Prefix / b:80'] }, hour: 2 },
    }),
  },
  'of several regular expressions the shortest path is tried first': {
    objects: byNginx([
      ['ImplementationSpecific /[a-z]+ a:80', 'ImplementationSpecific /[a-z]+/b b:80'],
      { 'use-regex': 'true' },
    ]),
  },
  'the weight of a canary is ignored': {
    objects: byNginx([['Prefix / a:80'], {}], [['Prefix / b:80'], { canary: 'true', 'canary-weight': '10' }]),
  },
  'a rewrite leaves the path empty': {
    objects: byNginx([['ImplementationSpecific /a(.*) a:80'], { 'rewrite-target': '$1' }]),
  },
  'hosts without TLS are sent to HTTPS': {
    objects: byNginx([['Prefix / a:80'], {}]),
  },
};
