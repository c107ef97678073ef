/**
 * Which files a module and a build leave, in all formats. May use all other rooms of the report;
 * none of them knows it.
 */
@NullMarked
package io.github.mavensandbox.report.files;

import org.jspecify.annotations.NullMarked;
