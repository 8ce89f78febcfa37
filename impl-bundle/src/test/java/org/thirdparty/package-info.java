/** What tests call that is none of our code. */
package org.thirdparty;
