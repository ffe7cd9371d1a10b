import type { Command } from 'commander';
import { Option } from 'commander';
import type { PlatformConfig, ProxyConfig } from '../config/config.js';

/** The options of every command that takes manifests. */
export interface ManifestOptions {
  readonly filename?: readonly string[];
  readonly config?: string;
  readonly platform?: NonNullable<PlatformConfig['name']>;
  readonly proxyMode?: NonNullable<ProxyConfig['mode']>;
  readonly kubernetesVersion?: string;
}
