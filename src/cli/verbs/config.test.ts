import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder, runCli } from '../../../test/support/cli.ts';

/** A project with a configuration. */
function project(): string {
  const cwd = projectFolder();
  writeFileSync(
    join(cwd, 'oakling.config.yaml'),
    'root: content\nuser: mira\ndynamicMedia:\n  company: Acme\n  mimeTypes: { video/*: false }\n',
  );
  return cwd;
}

describe('config', () => {
  it('shows every setting with its source', async () => {
    const cwd = project();
    const environment = {
      NO_COLOR: '1',
      OAKLING_RENDITIONS: 'false',
      OAKLING_DYNAMIC_MEDIA_COMPANY: 'Other',
    };
    const { stdout, stderr, code } = await runCli(['config', '--user', 'eve'], { cwd, environment });
    expect(stdout.replaceAll(cwd, '<project>')).toMatchInlineSnapshot(`
      "root                         <project>/content  oakling.config.yaml:1
      mount                        –                                 default
      layout                       vault                             default
      stateFolder                  –                                 default
      statusStore                  content                           default
      user                         eve                               flag --user
      dynamicMedia.mode            scene7                            default
      dynamicMedia.company         Other                             OAKLING_DYNAMIC_MEDIA_COMPANY
      dynamicMedia.publishAssets   –                                 default
      dynamicMedia.syncAllContent  –                                 default
      dynamicMedia.defaultSync     –                                 default
      dynamicMedia.publishServer   –                                 default
      dynamicMedia.mimeTypes       {"video/*":false}                 oakling.config.yaml:5
      publishModeInheritance       none                              default
      brandPortal                  false                             default
      targets.embedded             true                              default
      targets.s3                   –                                 default
      renditions                   false                             OAKLING_RENDITIONS
      watch.mode                   auto                              default
      watch.settle                 150                               default
      watch.sweep                  60000                             default
      watch.pollInterval           1000                              default
      clean.status                 true                              default
      clean.lastModified           true                              default
      clean.uuid                   false                             default
      clean.properties             –                                 default
      plugins                      –                                 default
      hooks                        –                                 default
      "
    `);
    expect(stderr.replaceAll(cwd, '<project>')).toMatchInlineSnapshot(`
      "
      Configuration: <project>/oakling.config.yaml
      Tree: <project>/content (oakling.config.yaml:1)
      "
    `);
    expect(code).toBe(0);
  });

  it('is an object as JSON', async () => {
    const cwd = project();
    const { stdout } = await runCli(['config', '--json'], { cwd });
    const shown = JSON.parse(stdout);
    expect(shown.file).toBe(join(cwd, 'oakling.config.yaml'));
    expect(shown.tree).toEqual({ root: join(cwd, 'content'), source: 'oakling.config.yaml:1' });
    expect(shown.settings.user).toEqual({ value: 'mira', source: 'oakling.config.yaml:2' });
    expect(shown.settings['dynamicMedia.company']).toEqual({
      value: 'Acme',
      source: 'oakling.config.yaml:4',
    });
    expect(shown.settings.layout).toEqual({ value: 'vault', source: 'default' });
  });

  it('works where there is neither configuration nor tree', async () => {
    const { stderr, code } = await runCli(['config'], { cwd: '/' });
    expect(stderr).toContain('Configuration: none; oakling init writes one\nTree: none found from here\n');
    expect(code).toBe(0);
  });

  it('locates what is wrong', async () => {
    const cwd = projectFolder();
    writeFileSync(join(cwd, 'oakling.config.yaml'), 'user: mira\ncompany: Acme\n');
    const { stdout, stderr, code } = await runCli(['config'], {
      cwd,
      environment: { OAKLING_RENDITIONS: 'maybe' },
    });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: oakling\.config\.yaml:2:1: .*company.*\[configuration\.invalid\]/);
    expect(stderr).toContain('error: OAKLING_RENDITIONS: renditions is "maybe", and must be true or false.');
    expect(code).toBe(2);
  });
});
