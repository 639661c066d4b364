import type zh from '../zh-CN/accounts.ts';

const accounts: typeof zh = {
  loginName: 'Login name',
  loginNameHelp: '2 to 40 letters, digits, dots or dashes. Upper and lower case are the same.',
  name: 'Name',
  password: 'Password',
  passwordHelp: 'At least 12 characters; a sentence is fine. No capitals or symbols are asked for.',
  showPassword: 'Show the password',
  totpCode: 'The six digits of your authenticator',
  signIn: 'Sign in',
  setUp: {
    help: 'While administrators are missing, the server prints a setup code for each when it starts. Give the two codes to two people: the important accounts are granted by both together.',
    code: 'Setup code',
    button: 'Set up my administrator account',
  },
};
export default accounts;
