import type { Cluster } from '../cluster/cluster.js';
import type { ControllerProfile } from '../controller/profile.js';
import type { IngressClass } from '../object/ingress-class.js';
import type { Ingress } from '../object/ingress.js';
import type { Secret } from '../object/secret.js';
import type { CompiledIngresses, Dialect } from './dialect.js';
import { documentedDialect } from './documented/dialect.js';
import { haproxyIngress } from './documented/haproxy.js';
import { traefik } from './documented/traefik.js';
import { nginxDialect } from './nginx/dialect.js';
import { specDialect } from './spec/dialect.js';

const dialects: Readonly<Record<ControllerProfile['dialect'], Dialect>> = {
  spec: specDialect,
  'ingress-nginx': nginxDialect,
  traefik: documentedDialect(traefik),
  'haproxy-ingress': documentedDialect(haproxyIngress),
};

/** What was compiled, as long as the lists that it was made from are the same values. */
interface Remembered {
  readonly classes: readonly IngressClass[];
  readonly secrets: readonly Secret[];
  readonly compiled: CompiledIngresses;
}

const remembered = new WeakMap<readonly Ingress[], WeakMap<ControllerProfile, Remembered>>();

/** The rules of a controller in a cluster: made once, as long as no Ingress, IngressClass or Secret changes. */
export function compiledFor(cluster: Cluster, profile: ControllerProfile): CompiledIngresses {
  const ingresses = cluster.list('Ingress');
  const classes = cluster.list('IngressClass');
  const secrets = cluster.list('Secret');
  const ofIngresses = remembered.get(ingresses) ?? new WeakMap<ControllerProfile, Remembered>();
  remembered.set(ingresses, ofIngresses);
  const known = ofIngresses.get(profile);
  if (known !== undefined && known.classes === classes && known.secrets === secrets) return known.compiled;
  const compiled = dialects[profile.dialect](cluster, profile);
  ofIngresses.set(profile, { classes, secrets, compiled });
  return compiled;
}
