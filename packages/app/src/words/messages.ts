import { coreComponentsTranslationRef } from '@backstage/core-components';
import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { apiDocsTranslationRef } from '@backstage/plugin-api-docs';
import { catalogTranslationRef } from '@backstage/plugin-catalog';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react';
import { kubernetesTranslationRef } from '@backstage/plugin-kubernetes';
import { notificationsTranslationRef } from '@backstage/plugin-notifications';
import { orgTranslationRef } from '@backstage/plugin-org';
import { searchTranslationRef } from '@backstage/plugin-search';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings';
import { scaffolderMessages } from './scaffolder';

/** Only texts that differ from Backstage's own. */
export const messages = [
  createTranslationMessages({
    ref: catalogTranslationRef,
    messages: {
      'indexPage.title': 'Everything the company runs',
      'aboutCard.editButtonTitle': 'Edit metadata',
      'aboutCard.launchTemplate': 'Use this golden path',
      'aboutCard.viewTechdocs': 'Docs',
      'aboutCard.viewSource': 'Source',
      'aboutCard.ownerField.value': 'No owner',
      'aboutCard.domainField.value': 'No domain',
      'aboutCard.systemField.value': 'No system',
      'aboutCard.parentComponentField.label': 'Parent component',
      'aboutCard.parentComponentField.value': 'No parent component',
      'aboutCard.tagsField.value': 'No tags',
      'entityNotFound.title': 'There is nothing by this name in the catalog',
      'entityNotFound.description':
        'It may have been renamed or taken out. Look for it in the catalog.',
      'systemDiagramCard.title': 'System diagram',
    },
  }),
  createTranslationMessages({
    ref: catalogReactTranslationRef,
    messages: {
      'entityProcessingStatusPicker.title': 'Processing',
      'inspectEntityDialog.title': 'Inspect',
      'unregisterEntityDialog.deleteButtonTitle': 'Delete',
      'unregisterEntityDialog.bootstrapState.advancedOptions':
        'Advanced options',
      'unregisterEntityDialog.unregisterState.unregisterButtonTitle':
        'Unregister location',
      'unregisterEntityDialog.unregisterState.advancedOptions':
        'Advanced options',
      'missingAnnotationEmptyState.title': 'An annotation is missing',
    },
  }),
  createTranslationMessages({
    ref: apiDocsTranslationRef,
    messages: {
      'defaultApiExplorerPage.subtitle': 'What services offer each other',
      'apiDefinitionDialog.toggleButtonAriaLabel': 'Show the whole definition',
    },
  }),
  createTranslationMessages({
    ref: orgTranslationRef,
    messages: {
      'groupProfileCard.editIconButtonTitle': 'Edit metadata',
      'groupProfileCard.listItemTitle.entityRef': 'Entity ref',
      'groupProfileCard.listItemTitle.parentGroup': 'Parent group',
      'groupProfileCard.listItemTitle.childGroups': 'Child groups',
      'userProfileCard.editIconButtonTitle': 'Edit metadata',
    },
  }),
  createTranslationMessages({
    ref: userSettingsTranslationRef,
    messages: {
      'themeToggle.title': 'Theme',
      'themeToggle.description': 'Light, dark, or as your system is',
      'themeToggle.selectAuto': 'As your system is',
      'signOutMenu.title': 'Sign out',
      'pinToggle.title': 'Wide sidebar',
      'pinToggle.description': 'Names beside the icons, where there is room',
      'pinToggle.switchTitles.unpin': 'Narrow the sidebar',
      'pinToggle.switchTitles.pin': 'Widen the sidebar',
      'pinToggle.ariaLabelTitle': 'Wide sidebar',
      'identityCard.title': 'Who you are here',
      'identityCard.noIdentityTitle': 'You are not known here',
      'identityCard.userEntity': 'You',
      'identityCard.ownershipEntities': 'You own what belongs to',
      'featureFlags.title': 'Feature flags',
      'featureFlags.emptyFlags.title': 'There are no feature flags',
      'featureFlags.emptyFlags.description':
        'Nothing here is offered to be tried out now.',
    },
  }),
  createTranslationMessages({
    ref: techdocsTranslationRef,
    messages: {
      'aboutCard.viewTechdocs': 'Docs',
      'buildLogs.title': 'Build details',
      'buildLogs.showBuildLogs': 'Show the build log',
      'table.emptyState.title': 'No docs match',
      'table.emptyState.description':
        'Docs stand here when a service brings them: a folder docs with an mkdocs.yml beside its catalog-info.yaml.',
    },
  }),
  createTranslationMessages({
    ref: searchTranslationRef,
    messages: {
      'searchModal.viewFullResults': 'All results',
      'searchType.allResults': 'All',
    },
  }),
  createTranslationMessages({
    ref: kubernetesTranslationRef,
    messages: {
      'kubernetesContentPage.title': 'Clusters',
      'kubernetesContentPage.emptyState.title': 'Nothing of it is in a cluster',
    },
  }),
  createTranslationMessages({
    ref: notificationsTranslationRef,
    messages: {
      'table.pagination.firstTooltip': 'First page',
      'table.pagination.lastTooltip': 'Last page',
      'table.pagination.nextTooltip': 'Next page',
      'table.pagination.previousTooltip': 'Previous page',
      'table.confirmDialog.markAllReadConfirmation': 'Mark all',
    },
  }),
  createTranslationMessages({
    ref: coreComponentsTranslationRef,
    messages: {
      'emptyState.missingAnnotation.title': 'An annotation is missing',
      'oauthRequestDialog.title': 'You have to sign in',
      'oauthRequestDialog.rejectAll': 'Reject all',
      'table.body.emptyDataSourceMessage': 'Nothing matches',
      'table.pagination.firstTooltip': 'First page',
      'table.pagination.lastTooltip': 'Last page',
      'table.pagination.nextTooltip': 'Next page',
      'table.pagination.previousTooltip': 'Previous page',
    },
  }),
  scaffolderMessages,
];
