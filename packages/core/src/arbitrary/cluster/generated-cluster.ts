import type { Cluster } from '../../cluster/cluster.js';
import type { Platform } from '../../cluster/platform.js';
import { createCluster } from '../../control/create-cluster.js';
import { blockStyle } from '../block-style.js';
import { platformCall, type PlatformChoice, platformOf } from './platform-choice.js';
import type { WrittenManifest } from './written-manifest.js';

/**
 * A cluster that was drawn: what a user would write, and what comes of it on a platform.
 *
 * @public
 */
export class GeneratedCluster {
  readonly manifests: readonly WrittenManifest[];
  readonly #choice: PlatformChoice;
  #platform: Platform | undefined;
  #cluster: Cluster | undefined;

  /** @internal */
  constructor(manifests: readonly WrittenManifest[], platform: PlatformChoice) {
    this.manifests = manifests;
    this.#choice = platform;
  }

  /** Other manifests on the same platform. */
  with(manifests: readonly WrittenManifest[]): GeneratedCluster {
    return new GeneratedCluster(manifests, this.#choice);
  }

  get platform(): Platform {
    this.#platform ??= platformOf(this.#choice);
    return this.#platform;
  }

  /** The cluster of the manifests, made when it is asked for and kept. */
  get cluster(): Cluster {
    this.#cluster ??= createCluster(this.manifests, { platform: this.platform });
    return this.#cluster;
  }

  /** The manifests as YAML that kubectl reads, with the platform in a comment. */
  toString(): string {
    const documents = this.manifests.map(blockStyle).join('\n---\n');
    return `# platform: ${platformCall(this.#choice)}\n${documents}\n`;
  }
}
