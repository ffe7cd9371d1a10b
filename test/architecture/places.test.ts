import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { namedPlaces } from './places.js';
import { root, type SourceFile } from './source-file.js';

function trackedFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

describe('tracked files', () => {
  test('name no folder of a machine and no package registry', () => {
    const files = trackedFiles();
    expect(files.length).toBeGreaterThan(0);
    expect(namedPlaces(files)).toEqual([]);
  });

  test.each([
    ['notes.md', `see ${['', 'work', 'shared', 'design'].join('/')}`],
    ['.npmrc', `registry=https://${['registry', 'npmjs', 'org'].join('.')}/`],
    ['pnpm-lock.yaml', `resolution: {integrity: sha512-x, tarball: x}`],
    ['pnpm-lock.yaml', `resolution: {url: https://mirror.example/x}`],
  ])('%s with %s is found', (path, text) => {
    expect(namedPlaces([{ path, text }])).toEqual([`${path}:1: ${text}`]);
  });

  test.each([
    ['deploy.yaml', `image: registry.k8s.io/ingress-nginx/controller:v1.13.0`],
    ['README.md', `https://github.com/kubehop/kubehop and ../shared/manifests`],
  ])('%s may say %s', (path, text) => {
    expect(namedPlaces([{ path, text }])).toEqual([]);
  });
});
