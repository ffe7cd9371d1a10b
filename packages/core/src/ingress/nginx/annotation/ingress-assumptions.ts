import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Assumption } from '../../../problem/assumption.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { riskOf } from './annotation-risk.js';
import type { NginxAnnotations } from './annotations.js';
import type { NginxSettings } from '../configuration/settings.js';

/** The annotations whose effect is modelled, without their prefix. */
const modelled: ReadonlySet<string> = new Set([
  'affinity',
  'allowlist-source-range',
  'app-root',
  'backend-protocol',
  'canary',
  'canary-by-cookie',
  'canary-by-header',
  'canary-by-header-pattern',
  'canary-by-header-value',
  'canary-weight',
  'canary-weight-total',
  'custom-http-errors',
  'default-backend',
  'denylist-source-range',
  'disable-proxy-intercept-errors',
  'force-ssl-redirect',
  'from-to-www-redirect',
  'permanent-redirect',
  'permanent-redirect-code',
  'preserve-trailing-slash',
  'rewrite-target',
  'server-alias',
  'service-upstream',
  'session-cookie-domain',
  'session-cookie-expires',
  'session-cookie-max-age',
  'session-cookie-name',
  'session-cookie-path',
  'session-cookie-samesite',
  'session-cookie-secure',
  'ssl-redirect',
  'temporal-redirect',
  'temporal-redirect-code',
  'upstream-hash-by',
  'upstream-vhost',
  'use-regex',
  'whitelist-source-range',
  'x-forwarded-prefix',
]);

const prefixes: ReadonlySet<string> = new Set(['nginx.ingress.kubernetes.io', 'ingress.kubernetes.io']);

/** What is taken for granted about an Ingress: annotations that are not modelled, not read, or ignored for their value. */
export function ingressAssumptions(
  ingress: Ingress,
  annotations: NginxAnnotations,
  profile: ControllerProfile,
  settings: NginxSettings,
): readonly Assumption[] {
  const assumptions: Assumption[] = [];
  for (const key of Object.keys(ingress.metadata.annotations).sort()) {
    const slash = key.indexOf('/');
    const prefix = key.slice(0, slash);
    const name = key.slice(slash + 1);
    if (prefix !== profile.annotationPrefix) {
      if (prefixes.has(prefix)) assumptions.push(notRead(ingress, key, name, profile));
    } else if (annotations.bad.some((bad) => bad.name === name)) {
      assumptions.push(ignored(ingress, key));
    } else if (!modelled.has(name) && !isRemoved(name, settings)) {
      assumptions.push(notModelled(ingress, key));
    }
  }
  return assumptions;
}

/** Snippets that the administrator does not allow are taken out, and nothing else happens. */
function isRemoved(name: string, { allowsSnippets }: NginxSettings): boolean {
  return riskOf(name) === 3 && !allowsSnippets;
}

function notRead(
  ingress: Ingress,
  key: string,
  name: string,
  { annotationPrefix, version }: ControllerProfile,
): Assumption {
  return {
    code: 'annotation-prefix-not-read',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} has no effect: ingress-nginx${version === '' ? '' : ` ${version}`} reads annotations that start with ${annotationPrefix}/.`,
    state: `Write it as ${annotationPrefix}/${name}; its meaning may have changed since.`,
  };
}

function ignored(ingress: Ingress, key: string): Assumption {
  return {
    code: 'annotation-value-ignored',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The value ${JSON.stringify(ingress.metadata.annotations[key] ?? '')} of the annotation ${key} cannot be read.`,
    state: 'Correct the value.',
  };
}

function notModelled(ingress: Ingress, key: string): Assumption {
  return {
    code: 'annotation-not-modelled',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} of ${ingressLabel(ingress)} is not modelled; requests are answered as if it were not there.`,
  };
}
