import { describe, expect, it } from 'vitest';
import { runCli } from '../../test/support/cli.ts';
import { NoTreeError } from '../repository/locate-tree.ts';

describe('the command line', () => {
  it('shows its help without a verb', async () => {
    const { stdout, code } = await runCli([]);
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: oakling [options] [command]

      A plain folder of files that behaves like AEM Assets with Dynamic Media.

      Options:
        -V, --version                        output the version number
        -h, --help                           display help for command

      Commands:
        start [options] [dir]                watch a tree and act on what happens in
                                             it, until stopped
        scan [options] [dir]                 compare the tree with what is known, act
                                             on the differences, and end
        status [options] [path...]           show for each asset whether it is synced
                                             and where it is published
        ls [options] [folder]                list a folder as AEM’s List view does
        search [options] [words...]          find assets and folders by words and by
                                             what they are
        timeline [options] [path]            tell what happened to an asset or folder,
                                             newest first; with --json one entry a
                                             line
        explain [options] <path>             tell why an asset or folder is as it is,
                                             and what would happen to it
        ingest [options] <path...>           make assets of files that are none yet
        reprocess [options] <path...>        sync assets to Dynamic Media as an upload
                                             would; what is published stays so
        publish [options] <path...>          publish assets and folders, each as the
                                             Publish mode of its folder says
        unpublish [options] <path...>        unpublish assets and folders, each as the
                                             Publish mode of its folder says
        schedule [options]                   show and cancel what publish --at and
                                             unpublish --at scheduled
        queue [options]                      show deliveries on their way to targets,
                                             try again or give up
        targets [options]                    show, verify and tidy what holds what is
                                             published
        plan [options] [dir]                 tell what a merge would publish, asset by
                                             asset; no checkout is touched
        set [options] <folder> <setting...>  write the settings of a folder, in the
                                             vocabulary it uses
        mkdir [options] <path>               make a folder with its node
        move [options] <path...>             move assets and folders; their state goes
                                             along
        copy [options] <path...>             copy assets and folders; a copy is not
                                             published
        rm [options] <path...>               delete assets and folders
        node [options] <path>                show a node as JCR has it, and where it
                                             stands on disk
        validate [options] [path...]         find what is wrong with a tree, file by
                                             file
        convert [options] <path...>          convert assets and folders between
                                             .content.xml and YAML; nothing is lost
                                             either way
        fmt [options] [path...]              write DocView files in FileVault’s
                                             canonical form; comments stay, YAML is
                                             left alone
        clean [options] [path...]            strip node files of what teams keep out
                                             of git: publish state, last modification
        move-status [options] [dir]          move publish state to where the setting
                                             statusStore keeps it
        package [options]                    build, install and look into content
                                             packages
        git [options]                        keep publish state out of commits
        init [options] [dir]                 write an oakling.config.yaml with every
                                             setting explained; overwrites nothing
        config [options]                     show every setting, its value and where
                                             that comes from
        help [command]                       display help for command
      "
    `);
    expect(code).toBe(0);
  });

  it('knows its version', async () => {
    const { stdout, code } = await runCli(['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });

  it.each([
    [['stat'], "error: unknown command 'stat'"],
    [['status', '--jsn'], "error: unknown option '--jsn'"],
    [['scan', 'a', 'b'], 'error: too many arguments'],
  ])('refuses %j as wrong usage', async (args, message) => {
    const { stdout, stderr, code } = await runCli(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

const errno = (code: string) => Object.assign(new Error(`${code}: no, open 'x'`), { code });

describe('a failure', () => {
  it.each([
    [
      'a missing tree',
      new NoTreeError('/x', 'there is no such folder'),
      3,
      'oakling: /x: there is no such folder\n',
    ],
    [
      'missing permission',
      errno('EACCES'),
      3,
      "oakling: EACCES: no, open 'x'. Check who may read and write there.\n",
    ],
    ['a full disk', errno('ENOSPC'), 3, "oakling: ENOSPC: no, open 'x'. Make room on the disk"],
    ['a bug', new TypeError('x is not a function'), 70, 'TypeError: x is not a function\n    at '],
    ['something thrown that is no error', 'boom', 70, 'oakling: boom\n'],
  ])('%s', async (_, failure, exitCode, words) => {
    const { stdout, stderr, code } = await runCli(['status'], { failure });
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(code).toBe(exitCode);
  });

  it('that is a bug says where to report it', async () => {
    const { stderr } = await runCli(['status'], { failure: new TypeError('x is not a function') });
    expect(stderr).toMatch(/oakling: this is a bug\. Please report it/);
  });
});
