import { useTranslation } from 'react-i18next';
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

/** The pattern is that of `LoginName`, as browsers write it. */
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
      pattern="\s*[\p{L}\p{N}][\p{L}\p{N}._\-]{1,39}\s*"
      misfit={t('loginNameHelp')}
      required
    />
  );
}
