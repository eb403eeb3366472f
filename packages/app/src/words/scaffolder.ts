import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';

/** Templates are golden paths, and the pages for those who write them say so. The others are Cairn's own. */
export const scaffolderMessages = createTranslationMessages({
  ref: scaffolderTranslationRef,
  messages: {
    'aboutCard.launchTemplate': 'Use this golden path',
    'actionsPage.title': 'Actions',
    'actionsPage.pageTitle': 'Actions',
    'actionsPage.subtitle': 'What the steps of a golden path can do',
    'actionsPage.content.emptyState.title': 'There are no actions',
    'actionsPage.content.emptyState.description':
      'None is installed, or the portal’s server did not answer. Load the page again.',
    'templateEditorForm.stepper.emptyText':
      'This golden path asks for nothing, so there is no form to see.',
    'renderSchema.undefined': 'Not described',
    'templatingExtensions.title': 'Extensions',
    'templatingExtensions.pageTitle': 'Extensions',
    'templatingExtensions.subtitle':
      'What the expressions of a golden path can use',
    'templatingExtensions.content.emptyState.title': 'There are no extensions',
    'templatingExtensions.content.emptyState.description':
      'None is installed, or the portal’s server did not answer. Load the page again.',
    'templatingExtensions.content.filters.notAvailable':
      'There are no filters.',
    'templatingExtensions.content.filters.metadataAbsent': 'Not described',
    'templatingExtensions.content.functions.notAvailable':
      'There are no functions.',
    'templatingExtensions.content.functions.metadataAbsent': 'Not described',
    'templatingExtensions.content.values.notAvailable': 'There are no values.',
    'templateIntroPage.title': 'Editor',
    'templateIntroPage.subtitle':
      'Write golden paths, and try them before anybody else does',
    'templateFormPage.title': 'Form',
    'templateFormPage.subtitle':
      'See the form of a golden path as you write it',
    'templateCustomFieldPage.title': 'Fields',
    'templateCustomFieldPage.subtitle': 'Try the fields that a form can have',
    'templateEditorPage.title': 'Editor',
    'templateEditorPage.subtitle':
      'Write golden paths, and try them before anybody else does',
    'templateEditorPage.dryRunResults.title': 'Trials',
    'templateEditorPage.dryRunResultsList.title': 'Trial {{resultId}}',
    'templateEditorPage.dryRunResultsList.deleteButtonTitle':
      'Delete this trial',
    'templateEditorPage.customFieldExplorer.selectFieldLabel': 'Field',
    'templateEditorPage.customFieldExplorer.fieldForm.title': 'Options',
    'templateEditorPage.customFieldExplorer.fieldPreview.title': 'The field',
    'templateEditorPage.customFieldExplorer.preview.title':
      'As a golden path says it',
    'templateEditorPage.templateEditorBrowser.closeConfirmMessage':
      'What you have not saved will be lost. Close it?',
    'templateEditorPage.templateEditorBrowser.reloadIconTooltip':
      'Load the folder again',
    'templateEditorPage.templateEditorBrowser.closeIconTooltip':
      'Close the folder',
    'templateEditorPage.templateEditorIntro.title': 'What do you want to do?',
    'templateEditorPage.templateEditorIntro.loadLocal.title':
      'Open a golden path',
    'templateEditorPage.templateEditorIntro.loadLocal.description':
      'Open its folder on your machine, change it, and try it here.',
    'templateEditorPage.templateEditorIntro.createLocal.title':
      'Begin a golden path',
    'templateEditorPage.templateEditorIntro.createLocal.description':
      'Make a folder on your machine with the least that a golden path needs, and try it here.',
    'templateEditorPage.templateEditorIntro.formEditor.title': 'Try a form',
    'templateEditorPage.templateEditorIntro.formEditor.description':
      'See the form of a golden path of the catalog, or of one that you write.',
    'templateEditorPage.templateEditorIntro.fieldExplorer.title': 'Try a field',
    'templateEditorPage.templateEditorIntro.fieldExplorer.description':
      'See the fields that a form can have, and what each can be told.',
    'templateEditorPage.templateEditorTextArea.refreshIconTooltip':
      'Load the file again',
    'templateEditorPage.templateEditorTextArea.emptyStateParagraph':
      'Choose something in the menu “File”.',
    'templateEditorPage.templateFormPreviewer.title': 'Golden path',
    'templateEditorToolbar.customFieldExplorerTooltip': 'Fields',
    'templateEditorToolbar.installedActionsDocumentationTooltip': 'Actions',
    'templateEditorToolbar.templatingExtensionsDocumentationTooltip':
      'Extensions',
    'templateEditorToolbar.addToCatalogDialogTitle': 'Publish it',
  },
});
