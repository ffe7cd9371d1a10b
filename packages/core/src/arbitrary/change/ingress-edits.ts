import type {
  IngressBackendManifest,
  IngressManifest,
  IngressPathManifest,
  IngressRuleManifest,
} from '../../manifest/ingress.js';
import type { Ingress, IngressBackend, IngressPath, IngressRule } from '../../object/ingress.js';
import { ClusterEdit, deletion, titleOf } from './cluster-edit.js';

/** What people do to an Ingress: add a rule for every host, drop a path, delete it. */
export function ingressEdits(ingress: Ingress): readonly ClusterEdit[] {
  return [deletion(ingress), ...catchAllEdits(ingress), ...droppedPathEdits(ingress)];
}

function rulesEdit(ingress: Ingress, what: string, rules: readonly IngressRuleManifest[]): ClusterEdit {
  const manifest = writtenIngress(ingress);
  return new ClusterEdit(`${titleOf(ingress)} ${what}`, [{ ...manifest, spec: { ...manifest.spec, rules } }]);
}

/** The rule leads where the first path does. */
function catchAllEdits(ingress: Ingress): readonly ClusterEdit[] {
  const [first] = ingress.spec.rules.flatMap(({ paths }) => paths);
  if (first === undefined) return [];
  const all = { host: '', paths: [{ ...first, path: '/', pathType: 'Prefix' as const }] };
  const rules = [...ingress.spec.rules, all].map(writtenRule);
  return [rulesEdit(ingress, 'gets a rule for every host', rules)];
}

function droppedPathEdits(ingress: Ingress): readonly ClusterEdit[] {
  const { rules } = ingress.spec;
  return rules.flatMap((rule, changed) =>
    rule.paths.map((dropped) =>
      rulesEdit(
        ingress,
        `loses path ${dropped.path} of ${rule.host === '' ? 'every host' : rule.host}`,
        rules.map((each, index) =>
          writtenRule(
            index === changed ? { ...each, paths: each.paths.filter((path) => path !== dropped) } : each,
          ),
        ),
      ),
    ),
  );
}

/** A stored Ingress as its manifest; applied again, it changes nothing. The status is left out. */
export function writtenIngress({ apiVersion, kind, metadata, spec }: Ingress): IngressManifest {
  const { defaultBackend, rules, ...rest } = spec;
  return {
    apiVersion,
    kind,
    metadata,
    spec: {
      ...rest,
      ...(defaultBackend !== undefined && { defaultBackend: writtenBackend(defaultBackend) }),
      rules: rules.map(writtenRule),
    },
  };
}

function writtenRule({ host, paths }: IngressRule): IngressRuleManifest {
  return {
    ...(host !== '' && { host }),
    ...(paths.length > 0 && { http: { paths: paths.map(writtenPath) } }),
  };
}

function writtenPath({ backend, ...path }: IngressPath): IngressPathManifest {
  return { ...path, backend: writtenBackend(backend) };
}

function writtenBackend(backend: IngressBackend): IngressBackendManifest {
  switch (backend.kind) {
    case 'service':
      return { service: { name: backend.name, port: backend.port } };
    case 'resource': {
      const { resourceKind: kind, name, apiGroup } = backend;
      return { resource: { kind, name, ...(apiGroup !== undefined && { apiGroup }) } };
    }
    default:
      return backend satisfies never;
  }
}
