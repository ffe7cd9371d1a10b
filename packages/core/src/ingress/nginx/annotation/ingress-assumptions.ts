import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import { nearestName } from '../../../object/field/nearest-name.js';
import type { Assumption } from '../../../problem/assumption.js';
import type { UnsupportedAnnotation } from '../../configuration.js';
import { annotationField, ingressLabel, ingressReference } from '../../reference.js';
import { riskOf } from './annotation-risk.js';
import type { NginxAnnotations } from './annotations.js';
import { notRead } from './not-read.js';
import { annotationNames, knownAnnotation } from './known-annotations.js';
import type { NginxSettings } from '../configuration/settings.js';

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
    } else {
      const assumption =
        passthroughWithoutFlag(ingress, key, name, annotations, profile) ??
        aboutEffect(ingress, key, name, settings);
      if (assumption !== undefined) assumptions.push(assumption);
    }
  }
  return assumptions;
}

/** What annotations of an Ingress do at the locations of other Ingresses on its hosts. */
export function serverAssumptions(
  ingress: Ingress,
  { annotationPrefix }: ControllerProfile,
  settings: NginxSettings,
): readonly Assumption[] {
  return beyondModel(ingress, annotationPrefix).flatMap(({ key, name, does, ofServer }) =>
    ofServer && !isRemoved(name, settings) ? [notModelled(ingress, key, does)] : [],
  );
}

/** The annotations of an Ingress whose effect is beyond the model. */
export function unsupportedAnnotations(
  ingress: Ingress,
  { annotationPrefix }: ControllerProfile,
): readonly UnsupportedAnnotation[] {
  return beyondModel(ingress, annotationPrefix).map(({ key }) => ({
    ingress: ingressReference(ingress),
    annotation: key,
  }));
}

/** An annotation whose effect is beyond the model. */
interface Beyond {
  readonly key: string;
  readonly name: string;
  readonly does: string;
  readonly ofServer: boolean;
}

function beyondModel({ metadata }: Ingress, prefix: string): readonly Beyond[] {
  return Object.keys(metadata.annotations)
    .filter((key) => key.startsWith(`${prefix}/`))
    .sort()
    .flatMap((key) => {
      const name = key.slice(prefix.length + 1);
      const known = knownAnnotation(name);
      return known.kind === 'beyond' ? [{ key, name, does: known.does, ofServer: known.ofServer }] : [];
    });
}

function aboutEffect(
  ingress: Ingress,
  key: string,
  name: string,
  settings: NginxSettings,
): Assumption | undefined {
  const known = knownAnnotation(name);
  switch (known.kind) {
    case 'beyond':
      return isRemoved(name, settings) ? removed(ingress, key) : notModelled(ingress, key, known.does);
    case 'unknown':
      return settings.line.isOld ? notModelled(ingress, key, undefined) : unknown(ingress, key, name);
    case 'modelled':
    case 'invisible':
      return undefined;
    default:
      return known satisfies never;
  }
}

/** Snippets that the administrator does not allow are taken out. @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, dropSnippetDirectives */
function isRemoved(name: string, { allowsSnippets }: NginxSettings): boolean {
  return riskOf(name) === 3 && !allowsSnippets;
}

/** @see kubernetes/ingress-nginx docs/user-guide/tls.md, SSL Passthrough */
function passthroughWithoutFlag(
  ingress: Ingress,
  key: string,
  name: string,
  { sslPassthrough }: NginxAnnotations,
  { flags }: ControllerProfile,
): Assumption | undefined {
  if (name !== 'ssl-passthrough' || !sslPassthrough || flags['enable-ssl-passthrough'] === 'true')
    return undefined;
  return {
    code: 'annotation-switched-off',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} of ${ingressLabel(ingress)} passes no TLS through: the controller runs without --enable-ssl-passthrough. It ends TLS itself, and speaks TLS to the Service of the path / all the same.`,
    state: 'Give the controller the flag --enable-ssl-passthrough, or remove the annotation.',
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

function notModelled(ingress: Ingress, key: string, does: string | undefined): Assumption {
  return {
    code: 'annotation-not-modelled',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} of ${ingressLabel(ingress)} is not modelled${does === undefined ? '' : `: it ${does}`}. Requests are answered as if it were not there.`,
  };
}

function removed(ingress: Ingress, key: string): Assumption {
  return {
    code: 'annotation-switched-off',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} of ${ingressLabel(ingress)} has no effect: the controller takes no snippets.`,
    state: 'Remove it, or set allow-snippet-annotations in the ConfigMap of the controller.',
  };
}

function unknown(ingress: Ingress, key: string, name: string): Assumption {
  const near = nearestName(name, annotationNames());
  return {
    code: 'annotation-unknown',
    object: ingressReference(ingress),
    path: annotationField(key),
    message: `The annotation ${key} of ${ingressLabel(ingress)} has no effect: ingress-nginx knows no such annotation.`,
    state: near === undefined ? 'Remove it.' : `Write ${near}, or remove it.`,
  };
}
