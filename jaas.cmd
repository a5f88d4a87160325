@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Runs the jaas program, in a distribution or in a checkout, where it builds it first if there is none: jaas --help
setlocal DisableDelayedExpansion

set "jar=%~dp0..\lib\jaas.jar"
if exist "%jar%" goto java
set "jar=%~dp0jaas-cli\target\jaas.jar"
if exist "%jar%" goto java

where /q mvn
if errorlevel 1 (
    echo jaas has to be built first: install Maven 3.8.7 or newer. 1>&2
    exit /b 1
)
echo Building jaas (a minute or two the first time)... 1>&2
pushd "%~dp0"
call mvn -B -q -ntp -pl jaas-cli -am package "-Dmaven.test.skip=true" "-Dspotless.check.skip=true" "-Denforcer.skip=true" "-Dstatic.analysis=-XDunchecked" 1>&2
if errorlevel 1 (
    popd
    echo The build failed: the errors are above. 1>&2
    exit /b 1
)
popd

:java
rem The distribution's own Java where it has one, then that of JAVA_HOME, then that of PATH.
set "java=%~dp0..\runtime\bin\java.exe"
if exist "%java%" goto run
if not defined JAVA_HOME goto path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto run
echo JAVA_HOME has no bin\java.exe: set it to the directory of Java 17 or newer. 1>&2
exit /b 1

:path
set "java=java"
where /q java
if not errorlevel 1 goto run
echo jaas needs Java 17 or newer: install it and put it in PATH, or set JAVA_HOME. 1>&2
exit /b 1

:run
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable %JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
