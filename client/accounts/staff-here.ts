/** Kept by a browser in which somebody of the staff has signed in: their form is open there at once. */
export const STAFF_HERE = 'yishi.staffHere';
