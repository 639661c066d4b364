import { useTranslation } from 'react-i18next';
import { LOGIN_NAME_PATTERN } from '../../shared/accounts.ts';
import { TextField } from './Fields.tsx';

interface Props {
  value: string;
  onChange: (value: string) => void;
  autoComplete: string;
}

export function NameField(props: Props) {
  const { t } = useTranslation('accounts');
  return (
    <TextField
      {...props}
      label={t('name')}
      name="name"
      maxLength={60}
      pattern=".*\S.*"
      misfit={t('fillIn')}
      required
    />
  );
}

export function LoginNameField(props: Props) {
  const { t } = useTranslation('accounts');
  return (
    <TextField
      {...props}
      label={t('loginName')}
      help={t('loginNameHelp')}
      name="username"
      autoCapitalize="off"
      maxLength={40}
      pattern={`\\s*${LOGIN_NAME_PATTERN}\\s*`}
      misfit={t('loginNameHelp')}
      required
    />
  );
}
