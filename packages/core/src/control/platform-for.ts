import type { Platform } from '../cluster/platform.js';
import type { Write } from '../cluster/write.js';
import { metadataOf } from '../manifest/identity.js';
import { isJsonObject } from '../manifest/json.js';
import { expandList } from '../manifest/list.js';
import { type Manifests, placeOf } from '../manifest/manifest.js';
import type { Assumption } from '../problem/assumption.js';
import type { PlatformOptions } from '../provider/options.js';
import { type ProvidedNode, recognisedPlatform } from '../provider/recognised-platform.js';

/** A platform, with what that takes for granted and what there is to report. */
interface PlatformFor {
  readonly platform: Platform;
  readonly assumptions: readonly Assumption[];
  readonly writes: readonly Write[];
}

/** The platform that was asked for, or the one that the nodes tell, with the options asked for. */
export function platformFor(manifests: Manifests, asked: Platform | PlatformOptions): PlatformFor {
  if (isPlatform(asked)) return { platform: asked, assumptions: [], writes: [] };
  const { platform, assumptions, problems } = recognisedPlatform(providedNodes(manifests), asked);
  return {
    platform,
    assumptions,
    writes: problems.map((problem) => ({
      kind: 'report',
      controller: 'platform',
      key: problem.object.name,
      problems: [problem],
    })),
  };
}

function isPlatform(asked: Platform | PlatformOptions): asked is Platform {
  return 'name' in asked;
}

function providedNodes({ manifests }: Manifests): readonly ProvidedNode[] {
  return manifests
    .flatMap((manifest) => expandList(manifest))
    .flatMap(({ value, source }) => {
      if (value['kind'] !== 'Node' || !isJsonObject(value['spec'])) return [];
      const { name } = metadataOf(value);
      const { providerID } = value['spec'];
      if (typeof name !== 'string' || typeof providerID !== 'string' || providerID === '') return [];
      return [{ name, providerID, ...placeOf(source, 'spec.providerID') }];
    });
}
