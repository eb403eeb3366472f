const EXACT: Record<string, string> = {
  'kubectl-edit': 'somebody with kubectl edit',
  'kubectl-patch': 'somebody with kubectl patch',
  'kubectl-scale': 'somebody with kubectl scale',
  'kubectl-set': 'somebody with kubectl set',
  'kubectl-label': 'somebody with kubectl label',
  'kubectl-annotate': 'somebody with kubectl annotate',
  'kubectl-create': 'somebody with kubectl create',
  'kubectl-replace': 'somebody with kubectl replace',
  'kubectl-rollout': 'somebody with kubectl rollout',
  'kubectl-client-side-apply': 'somebody with kubectl apply',
  kubectl: 'somebody with kubectl',
  helm: 'somebody with helm',
  cairn: 'Cairn',
  'kube-controller-manager': 'a controller of Kubernetes',
  'horizontal-pod-autoscaler': 'an autoscaler',
};

/** Who a field manager of Kubernetes is, in plain words where they are known. */
export function managerWords(manager: string): string {
  const known = EXACT[manager];
  if (known) return known;
  if (manager.startsWith('argocd')) return `Argo CD (${manager})`;
  return manager;
}
