package org.torrentxt.impl.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Tells which input reaches code that none has reached before: loads classes a second time, with a counter in front of
 * each of their basic blocks. One at a time.
 */
public final class Coverage extends ClassLoader {
    private static final int MAX_BLOCKS = 100_000;

    private static boolean[] reached = new boolean[MAX_BLOCKS];
    private static int reachedCount;
    private static int blocks;

    private final List<String> packages;

    private Coverage(List<String> packages) {
        super(Coverage.class.getClassLoader());
        this.packages = packages;
    }

    /**
     * Makes an object of a class with a constructor without parameters, whose code is watched together with all that it
     * uses of these packages.
     *
     * @param as an interface of the JDK, as other classes are loaded twice
     * @param packages by prefix of their classes' names
     */
    public static <T> T watch(String name, Class<T> as, List<String> packages) throws ReflectiveOperationException {
        reached = new boolean[MAX_BLOCKS];
        reachedCount = 0;
        blocks = 0;
        var constructor = new Coverage(packages).loadClass(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return as.cast(constructor.newInstance());
    }

    /** How many blocks have been reached so far. */
    public static int reached() {
        return reachedCount;
    }

    /** How many blocks the classes have that are loaded so far. */
    public static int blocks() {
        return blocks;
    }

    /** Called by watched code. */
    public static void hit(int block) {
        if (!reached[block]) {
            reached[block] = true;
            reachedCount++;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return packages.stream().anyMatch(name::startsWith) ? watched(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> watched(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new Watching(writer), 0);
            byte[] code = writer.toByteArray();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Watching extends ClassVisitor {
        Watching(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Blocks(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    /** Puts a call in front of the first instruction of each block: after a label, and after a jump. */
    private static final class Blocks extends MethodVisitor {
        private boolean begins = true;

        Blocks(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private void count() {
            if (begins) {
                begins = false;
                super.visitLdcInsn(blocks++);
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, Coverage.class.getName().replace('.', '/'), "hit", "(I)V", false);
            }
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            begins = true;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            count();
            super.visitJumpInsn(opcode, label);
            begins = true;
        }

        @Override
        public void visitInsn(int opcode) {
            count();
            super.visitInsn(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            count();
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            count();
            super.visitVarInsn(opcode, index);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode != Opcodes.NEW) { // frames name it by the label in front of it; the next instruction will do
                count();
            }
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            count();
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            count();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            count();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitLdcInsn(Object value) {
            count();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitIincInsn(int index, int increment) {
            count();
            super.visitIincInsn(index, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            count();
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            count();
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            count();
            super.visitMultiANewArrayInsn(descriptor, dimensions);
        }
    }
}
