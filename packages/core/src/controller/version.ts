/** Major, minor and patch number, and the number of a pre-release; a release comes after all of its pre-releases. */
export type Version = readonly [major: number, minor: number, patch: number, preRelease: number];

const versionPattern = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-(?:alpha|beta|rc)\.?(\d+))?/;

/** Reads a version such as `v1.15.1` or `0.9.0-beta.15`; undefined for a text that is none, as `latest`. */
export function readVersion(text: string): Version | undefined {
  const parts = versionPattern.exec(text);
  if (parts === null) return undefined;
  const [, major, minor, patch = '0', preRelease] = parts;
  return [
    Number(major),
    Number(minor),
    Number(patch),
    preRelease === undefined ? Infinity : Number(preRelease),
  ];
}

/** Whether one version was published before another. */
export function isBefore(version: Version, other: Version): boolean {
  for (const [index, number] of version.entries()) {
    const difference = number - (other[index] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference < 0;
  }
  return false;
}
