/**
 * `unpublish <path…>`: takes assets and folders back from where they are published.
 *
 * @module
 */
import type { PublishAction } from '../../publish/publish-target.ts';
import type { Verb } from '../define-verb.ts';
import {
  addPublicationOptions,
  type Destination,
  type PublicationOptions,
  runPublication,
} from '../publication-verb.ts';

const ACTIONS: Readonly<Record<Destination, PublishAction>> = {
  aem: 'unpublish',
  dm: 'unpublishFromDynamicMedia',
  bp: 'unpublishFromBrandPortal',
};

/** See the module. */
export const unpublish: Verb = (command, act) => {
  addPublicationOptions(command)
    .description('unpublish assets and folders, each as the Publish mode of its folder says')
    .action(
      act((session, paths: readonly string[], options: PublicationOptions) =>
        runPublication(session, ACTIONS[options.to], paths, options),
      ),
    );
};
