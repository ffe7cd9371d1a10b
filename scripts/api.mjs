// Writes the public face of every entry to etc/<package>[.<entry>].api.md; with --check it only compares.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'etc');
const check = process.argv.includes('--check');

function entriesOf(folder) {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, target]) => typeof target !== 'string')
    .map(([subpath, { types }]) => ({ folder, report: folder + subpath.slice(1).replace('/', '.'), types }));
}

function extract({ folder, report, types }) {
  const projectFolder = join(root, 'packages', folder);
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(projectFolder, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            module: 'nodenext',
            strict: true,
            types: [],
            skipLibCheck: true,
          },
          files: [join(projectFolder, types)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${report}.api.md`,
        reportFolder: reports,
        reportTempFolder: join(root, 'dist/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // Members speak for themselves where their type and name do.
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          // Names of one entry occur in the types of another, which does not export them again.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  return Extractor.invoke(config, { localBuild: !check, showVerboseMessages: false });
}

mkdirSync(reports, { recursive: true });
const results = readdirSync(join(root, 'packages')).flatMap(entriesOf).map(extract);
if (results.some((result) => !result.succeeded)) process.exitCode = 1;
