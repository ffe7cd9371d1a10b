import { describe, expect, test } from 'vitest';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { classVerdict, type ClassVerdict } from '../../../packages/core/src/controller/class.js';
import { ingressNginxProfile } from '../../../packages/core/src/controller/ingress-nginx.js';
import type { ControllerProfile } from '../../../packages/core/src/controller/profile.js';
import { specProfile } from '../../../packages/core/src/controller/spec.js';
import { ingress, ingressClass, type IngressSpec } from '../../objects/ingress.js';

const annotated = (name: string): IngressSpec => ({ annotations: { 'kubernetes.io/ingress.class': name } });
const classes = [ingressClass('nginx', 'k8s.io/ingress-nginx'), ingressClass('other', 'acme.io/ingress')];

function verdict(profile: ControllerProfile, spec: IngressSpec): ClassVerdict {
  const cluster = createCluster([...classes, ingress('shop/web', spec)], {
    admission: 'skip',
    settle: 'never',
  });
  const [found] = cluster.list('Ingress');
  if (found === undefined) throw new TypeError('no Ingress');
  return classVerdict(cluster, profile, found);
}

const nginx = (flags: Readonly<Record<string, string>> = {}): ControllerProfile =>
  ingressNginxProfile({ flags });
const old = ingressNginxProfile({ version: '0.9.0-beta.15' });
const oldInternal = ingressNginxProfile({ version: '0.40.0', flags: { 'ingress-class': 'internal' } });

describe('classVerdict', () => {
  test.each<[string, ControllerProfile, IngressSpec, ClassVerdict]>([
    ['takes an Ingress whose class names its controller', nginx(), { className: 'nginx' }, 'taken'],
    ['leaves an Ingress whose class does not exist', nginx(), { className: 'ghost' }, 'class-not-found'],
    ['leaves an Ingress of another controller', nginx(), { className: 'other' }, 'class-of-other-controller'],
    ['takes the deprecated annotation', nginx(), annotated('nginx'), 'taken'],
    ['leaves an annotation for another', nginx(), annotated('other'), 'class-text-differs'],
    ['leaves an empty annotation', nginx(), annotated(''), 'class-text-differs'],
    ['leaves an Ingress without class', nginx(), {}, 'no-class'],
    ['looks at the field first', nginx(), { className: 'nginx', ...annotated('other') }, 'taken'],
    [
      'takes Ingresses without class when told so',
      nginx({ 'watch-ingress-without-class': 'true' }),
      {},
      'taken',
    ],
    [
      'goes by the names of its flags',
      nginx({ 'controller-class': 'acme.io/ingress', 'ingress-class': 'acme' }),
      { className: 'other' },
      'taken',
    ],
    [
      'takes a class by its name when told so',
      nginx({ 'ingress-class': 'other', 'ingress-class-by-name': 'true' }),
      { className: 'other' },
      'taken',
    ],
    [
      'leaves other namespaces when told so',
      nginx({ 'watch-namespace': 'team' }),
      { className: 'nginx' },
      'namespace-not-watched',
    ],
    [
      'leaves Ingresses with a default backend when told so',
      nginx({ 'disable-catch-all': 'true' }),
      { className: 'nginx', defaultBackend: 'web:80' },
      'catch-all-disabled',
    ],
    ['took Ingresses without class before 1.0', old, {}, 'taken'],
    ['did so for the default class only', oldInternal, {}, 'no-class'],
    ['went by the text of the field before 1.0', oldInternal, { className: 'internal' }, 'taken'],
    [
      'looked at the annotation first before 1.0',
      oldInternal,
      { className: 'internal', ...annotated('nginx') },
      'class-text-differs',
    ],
    [
      'by the specification goes by class objects',
      specProfile({ controllerClass: 'acme.io/ingress' }),
      { className: 'other' },
      'taken',
    ],
    [
      'by the specification has no annotation of its own unless told',
      specProfile(),
      annotated(''),
      'class-text-differs',
    ],
  ])('%s', (_title, profile, spec, expected) => {
    expect(verdict(profile, spec)).toBe(expected);
  });
});
