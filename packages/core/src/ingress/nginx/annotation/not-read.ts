import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Assumption } from '../../../problem/assumption.js';
import { annotationField, ingressReference } from '../../reference.js';
import { nginxLine } from '../configuration/line.js';

/** An annotation that the controller does not read, because it reads another prefix; how to write it instead. */
export function notRead(ingress: Ingress, key: string, name: string, profile: ControllerProfile): Assumption {
  const { annotationPrefix, version } = profile;
  return {
    code: 'annotation-prefix-not-read',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} has no effect: ingress-nginx${version === '' ? '' : ` ${version}`} reads annotations that start with ${annotationPrefix}/.`,
    state: `Write it as ${annotationPrefix}/${name}${whatElse(ingress, key, name, profile)}`,
  };
}

/**
 * What has to change besides the prefix: an old rewrite kept what followed the path, a new one keeps what groups
 * capture.
 *
 * @see kubernetes/ingress-nginx Changelog.md 0.22.0; docs/examples/rewrite
 */
function whatElse(ingress: Ingress, key: string, name: string, { version }: ControllerProfile): string {
  if (name !== 'rewrite-target') return '; its meaning may have changed since.';
  const target = ingress.metadata.annotations[key] ?? '';
  const path = ingress.spec.rules.flatMap(({ paths }) => paths)[0]?.path ?? '/';
  if (nginxLine(version).rewriteAppends || target.includes('$')) return '.';
  const start = target.endsWith('/') ? target : `${target}/`;
  const [capturing, captured] =
    path === '' || path.endsWith('/') ? [`${path || '/'}(.*)`, '$1'] : [`${path}(/|$)(.*)`, '$2'];
  return `: ${start}${captured}, and the path as ${capturing}, of type ImplementationSpecific; since 0.22 only what groups capture is kept.`;
}
