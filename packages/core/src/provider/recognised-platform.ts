import type { Platform } from '../cluster/platform.js';
import type { Assumption } from '../problem/assumption.js';
import type { Problem } from '../problem/problem.js';
import type { PlatformOptions } from './options.js';
import { platformByName } from './platform-by-name.js';
import { cloud } from './cloud.js';

/**
 * The presets by what stands before `://` in `spec.providerID` of their nodes.
 *
 * @see kubernetes/cloud-provider-aws pkg/providers/v1/instances.go; kubernetes/cloud-provider-gcp providers/gce;
 *   kubernetes-sigs/cloud-provider-azure pkg/provider; hetznercloud/hcloud-cloud-controller-manager internal/providerid
 * @see kubernetes-sigs/kind pkg/cluster/internal/kubeadm/config.go
 * @see kubernetes/cloud-provider cloud.go, GetInstanceProviderID, which puts the name of k3s' own provider in front
 */
const presetOfScheme: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['gce', 'gcp'],
  ['azure', 'azure'],
  ['hcloud', 'hetzner'],
  ['hrobot', 'hetzner'],
  ['kind', 'kind'],
  ['k3s', 'k3s'],
]);

/** A node, and the machine that its provider has for it. */
export interface ProvidedNode {
  readonly name: string;
  readonly providerID: string;
  /** Where it was read. */
  readonly source?: Problem['source'];
}

/** A platform that nobody stated. */
export interface RecognisedPlatform {
  readonly platform: Platform;
  readonly assumptions: readonly Assumption[];
  /** Providers of nodes that the platform is not of, each once. */
  readonly problems: readonly Problem[];
}

/**
 * The platform that the providerIDs of the nodes tell, with options; the generic cloud where they tell none. The first
 * node by name decides; a provider that is another, or unknown, is named in a notice.
 *
 * @throws {RangeError | TypeError} when an option cannot be
 */
export function recognisedPlatform(
  nodes: readonly ProvidedNode[],
  options: PlatformOptions,
): RecognisedPlatform {
  const firsts = firstOfEachScheme(nodes);
  const recognised = firsts.find(({ preset }) => preset !== undefined);
  const platform = platformByName(recognised?.preset ?? '', options) ?? cloud(options);
  return {
    platform,
    assumptions: recognised === undefined ? [] : [assumptionOf(recognised, platform)],
    problems: firsts
      .filter(({ preset }) => preset !== platform.name)
      .map((other) => noticeOf(other, platform, recognised)),
  };
}

/** The first node of a provider. */
interface FirstNode extends ProvidedNode {
  readonly scheme: string;
  readonly preset: string | undefined;
}

function firstOfEachScheme(nodes: readonly ProvidedNode[]): readonly FirstNode[] {
  const firsts = new Map<string, FirstNode>();
  for (const node of [...nodes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [scheme = ''] = node.providerID.split('://', 1);
    if (!firsts.has(scheme)) firsts.set(scheme, { ...node, scheme, preset: presetOf(scheme, node) });
  }
  return [...firsts.values()];
}

const k3dName = /^k3d-.+-(?:server|agent)-\d+$/;

/** k3s in the containers of k3d is told by the names that these give their nodes. @see k3d-io/k3d pkg/client/cluster.go, GenerateNodeName */
function presetOf(scheme: string, { name }: ProvidedNode): string | undefined {
  const preset = presetOfScheme.get(scheme);
  return preset === 'k3s' && k3dName.test(name) ? 'k3d' : preset;
}

function assumptionOf({ name, scheme }: FirstNode, platform: Platform): Assumption {
  const byName = platform.name === 'k3d' ? ', and its name is one that k3d gives' : '';
  return {
    code: 'platform-recognised',
    object: { apiVersion: 'v1', kind: 'Node', name },
    path: 'spec.providerID',
    message: `The cluster is taken to run on ${platform.name}: the providerID of node ${name} begins with ${scheme}://${byName}.`,
    state: 'Choose the platform: createCluster(objects, { platform: cloud() }), or --platform cloud.',
  };
}

function noticeOf(
  { name, providerID, preset, source }: FirstNode,
  platform: Platform,
  recognised: FirstNode | undefined,
): Problem {
  const what = preset === undefined ? 'names a provider that is not modelled' : `is one of ${preset}`;
  const taken =
    recognised === undefined
      ? `load balancers are those of the generic ${platform.name}`
      : `the platform is ${platform.name}, after node ${recognised.name}`;
  return {
    code: 'provider-not-followed',
    severity: 'notice',
    object: { apiVersion: 'v1', kind: 'Node', name },
    path: 'spec.providerID',
    message: `the providerID "${providerID}" ${what}: ${taken}`,
    fix: 'Choose the platform whose load balancers are most alike, with the option platform or --platform',
    ...(source === undefined ? {} : { source }),
  };
}
