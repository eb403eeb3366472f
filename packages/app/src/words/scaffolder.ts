import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';

/** Templates are golden paths, and the pages about them say so. */
export const scaffolderMessages = createTranslationMessages({
  ref: scaffolderTranslationRef,
  messages: {
    'aboutCard.launchTemplate': 'Use this golden path',
    'actionsPage.pageTitle': 'Actions',
    'listTaskPage.pageTitle': 'Tasks',
    'ownerListPicker.title': 'Started by',
    'ongoingTask.pageTitle.noTemplateName': 'Task',
    'ongoingTask.startOverButtonTitle': 'Start over',
    'ongoingTask.hideLogsButtonTitle': 'Hide the log',
    'ongoingTask.showLogsButtonTitle': 'Show the log',
    'ongoingTask.contextMenu.hideLogs': 'Hide the log',
    'ongoingTask.contextMenu.showLogs': 'Show the log',
    'ongoingTask.contextMenu.startOver': 'Start over',
    'templateListPage.title': 'Golden paths',
    'templateListPage.pageTitle': 'Golden paths',
    'templateListPage.contentHeader.registerExistingButtonTitle':
      'Register what exists',
    'templateListPage.additionalLinksForEntity.viewTechDocsTitle': 'Docs',
    'templateListPage.templateGroups.defaultTitle': 'Golden paths',
    'templateListPage.templateGroups.otherTitle': 'Other golden paths',
    'templateEditorPage.title': 'Editor',
    'templatingExtensions.title': 'Extensions',
    'templatingExtensions.pageTitle': 'Extensions',
  },
});
