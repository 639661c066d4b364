import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../shared/accounts.ts';
import type { Answer } from '../../shared/protocol.ts';
import { twoPeopleRoles } from '../../shared/roles.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { CommandNote } from '../design/Notice.tsx';
import { useRequest } from '../host/useRequest.ts';
import type { Made } from './Handover.tsx';
import type { AccountAct } from './next-step.ts';
import { staffApi } from './staff-api.ts';

interface Props {
  act: AccountAct;
  account: AccountView;
  names: ReadonlyMap<string, string>;
  onMade: (made: Made) => void;
  onClose: () => void;
}

/** Says what an act does before it is done. A code or a link that comes of it is handed over. */
export function ActDialog({ act, account, names, onMade, onClose }: Props) {
  const { t } = useTranslation(['accounts', 'common']);
  const request = useRequest();
  const { name, role } = account;
  const proposedBy = names.get(account.invitation?.proposedBy ?? '') ?? '';
  const about = { name, role: t(`common:role.${role}`), by: proposedBy };
  const carryOut = async () => {
    const answer = await request.send(() => carriedOut(act, account));
    if (!answer || 'refused' in answer) return;
    if ('code' in answer.ok) onMade({ name, code: answer.ok.code });
    else if ('link' in answer.ok)
      onMade({ ...answer.ok, name, proposedBy, withCode: twoPeopleRoles.includes(role) });
    else onClose();
  };
  return (
    <Dialog
      title={t(`act.${act}.label`, about)}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button look="primary" aria-disabled={request.busy} onClick={() => void carryOut()}>
            {t(`act.${act}.action`)}
          </Button>
        </>
      }
    >
      <p>{t(`act.${effectOf(act, account)}.effect`, about)}</p>
      <CommandNote state={request.state} />
    </Dialog>
  );
}

/** The words for what the act does: some depend on how many people grant, or on whether the account is in use. */
function effectOf(act: AccountAct, { role, standing }: AccountView) {
  const two = twoPeopleRoles.includes(role);
  if (act === 'reset') return two ? 'reset' : 'resetOne';
  if (standing === 'active' && act === 'approve') return 'approveAnew';
  if (standing === 'active' && act === 'withdraw') return 'withdrawAnew';
  return act;
}

type Handed = { code: string } | { link: string; expiresAt: number } | Record<never, never>;

function carriedOut(act: AccountAct, { accountId, role }: AccountView): Promise<Answer<Handed>> {
  const body = { accountId };
  switch (act) {
    case 'approve':
      return staffApi('POST /api/accounts/approve', {}, body);
    case 'newLink':
      return twoPeopleRoles.includes(role)
        ? staffApi('POST /api/accounts/approve', {}, body)
        : staffApi('POST /api/accounts/reset', {}, body);
    case 'newCode':
    case 'reset':
      return staffApi('POST /api/accounts/reset', {}, body);
    case 'withdraw':
      return staffApi('POST /api/accounts/withdraw', {}, body);
    case 'liftPause':
      return staffApi('POST /api/accounts/lift-pause', {}, body);
    case 'endSessions':
      return staffApi('POST /api/accounts/end-sessions', {}, body);
    case 'close':
      return staffApi('POST /api/accounts/close', {}, body);
    default:
      return act satisfies never;
  }
}
