import type { Cluster } from '../../../cluster/cluster.js';
import { classVerdict } from '../../../controller/class.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import type { AdmissionRefusal } from '../../admission-refusal.js';
import { annotationField, pathField } from '../../reference.js';
import { readAnnotations } from '../annotation/annotations.js';
import { whyDropped } from '../annotation/dropped.js';
import { nginxSettings } from '../configuration/settings.js';
import { inspect } from './deep-inspection.js';
import { overlap } from './overlap.js';
import type { Reviewed } from './reviewed.js';

type Check = (reviewed: Reviewed) => AdmissionRefusal | undefined;

/** In the order in which the webhook comes to them; the first says why an Ingress is refused. */
const checks: readonly Check[] = [
  strictPathTypes,
  refusedAnnotation,
  unreadAnnotation,
  malformedUid,
  overlap,
];

/**
 * What the validating webhook of ingress-nginx says of an Ingress that is about to be written: nothing, or why it is
 * refused. Dangerous texts are looked for whatever the class, all else in the Ingresses of the controller only.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, CheckIngress
 */
export function review(
  cluster: Cluster,
  profile: ControllerProfile,
  ingress: Ingress,
): AdmissionRefusal | undefined {
  const dangerous = profile.flags['deep-inspect'] === 'false' ? undefined : inspect(ingress);
  if (dangerous !== undefined) return dangerous;
  const verdict = classVerdict(cluster, profile, ingress);
  if (verdict === 'catch-all-disabled') return catchAllDisabled;
  if (verdict !== 'taken') return undefined;
  for (const check of checks) {
    const refusal = check({ cluster, profile, ingress });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

const catchAllDisabled: AdmissionRefusal = {
  reason: 'catch-all-disabled',
  path: 'spec.defaultBackend',
  message: 'The controller takes no default backends: it runs with --disable-catch-all.',
  fix: 'Remove spec.defaultBackend.',
};

const strictPath = /^\/[-._/A-Za-z0-9]*$/;

/** Exact and Prefix paths hold no characters of regular expressions. @see kubernetes/ingress-nginx internal/ingress/inspector/ingress.go, ValidatePathType */
function strictPathTypes({ profile, ingress }: Reviewed): AdmissionRefusal | undefined {
  if (!nginxSettings(profile).strictPathTypes) return undefined;
  for (const [ruleIndex, { paths }] of ingress.spec.rules.entries()) {
    for (const [index, { path, pathType }] of paths.entries()) {
      if (pathType === 'ImplementationSpecific' || strictPath.test(path)) continue;
      return {
        reason: 'strict-path-type',
        path: `${pathField(ruleIndex, index)}.path`,
        message: `The path ${path} cannot be of type ${pathType}: it is no plain path.`,
        fix: 'Make it ImplementationSpecific.',
      };
    }
  }
  return undefined;
}

const usualPrefix = 'nginx.ingress.kubernetes.io/';

/** Annotations are looked at one by one, whether or not the controller knows them. */
function refusedAnnotation({ profile, ingress }: Reviewed): AdmissionRefusal | undefined {
  const { blockedWords, allowsSnippets } = nginxSettings(profile);
  const prefix = `${profile.annotationPrefix}/`;
  for (const [key, value] of Object.entries(ingress.metadata.annotations)) {
    const path = annotationField(key);
    if (prefix !== usualPrefix && key.startsWith(usualPrefix)) {
      const message = `The controller reads annotations that start with ${prefix}, not ${usualPrefix}.`;
      return { reason: 'annotation-prefix', path, message };
    }
    const word = key.startsWith(prefix) ? blockedWords.find((blocked) => value.includes(blocked)) : undefined;
    if (word !== undefined) {
      const message = `The annotation ${key} holds ${word}, which the controller blocks.`;
      return { reason: 'word-blocklist', path, message };
    }
    if (!allowsSnippets && key.endsWith('-snippet')) {
      const message = `The annotation ${key} is a snippet, and snippets are switched off.`;
      return { reason: 'snippets-disabled', path, message };
    }
  }
  return undefined;
}

/** What would leave the Ingress out later is refused at once. */
function unreadAnnotation({ profile, ingress }: Reviewed): AdmissionRefusal | undefined {
  const settings = nginxSettings(profile);
  const annotations = readAnnotations(ingress, profile.annotationPrefix, settings);
  const cause = whyDropped(ingress, annotations, profile.annotationPrefix, settings);
  if (cause === undefined) return undefined;
  return {
    reason: 'annotation-refused',
    path: cause.path ?? 'metadata.annotations',
    message: cause.message,
    ...(cause.fix === undefined ? {} : { fix: cause.fix }),
  };
}

const uuid = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** The uid becomes part of the configuration. @see RFC 9562 section 4 */
function malformedUid({ ingress: { metadata } }: Reviewed): AdmissionRefusal | undefined {
  if (metadata.uid === '' || uuid.test(metadata.uid)) return undefined;
  return { reason: 'uid-malformed', path: 'metadata.uid', message: `The uid ${metadata.uid} is no UUID.` };
}
