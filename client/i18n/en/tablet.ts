export default {
  title: 'Tablet',
};
