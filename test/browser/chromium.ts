import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';

/** A page in a browser of its own. */
export interface OpenPage {
  /** What the page logged as an error or a warning, and what it threw. */
  readonly complaints: readonly string[];
  /** Everything that the browser asked for, by URL. */
  readonly requested: readonly string[];
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Whatever it would ask on its own account, no name leads anywhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Chromium: `KUBEHOP_CHROMIUM`, else the one on the `PATH`; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const given = process.env['KUBEHOP_CHROMIUM'] ?? '';
  if (given !== '') return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

/** Opens a page in a Chromium without a window, a past or a sandbox: it runs as root in CI. */
export async function openInChromium(url: string): Promise<OpenPage> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('There is no chromium on the PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'kubehop-chromium-'));
  const options = { executablePath, headless: true, chromiumSandbox: false, args: flags };
  const context = await chromium.launchPersistentContext(folder, options);
  const complaints: string[] = [];
  const requested: string[] = [];
  context.on('request', (request) => requested.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const page = await context.newPage();
  await page.goto(url);
  return {
    complaints,
    requested,
    evaluate: async (expression) => page.evaluate(expression),
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}
